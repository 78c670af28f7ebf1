"""The public sets that retrieval and the choice of quotes are developed on; their files are not part of the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Queries in one language over documents in one language; paths relative to the folder of sets.

    Sets with the same `index` share a collection.
    """

    name: str
    index: str
    collections: tuple[str, ...]
    queries: str
    judgements: str
    asked_in: str
    language: str


_SWEDISH = ("sv_swequad/corpus.jsonl", "sv_swefaq/corpus.jsonl", "sv_squad_mt/corpus.jsonl")


def _one_collection(name: str) -> PublicSet:
    folder = f"sv_{name}"
    return PublicSet(name, "sv_all", _SWEDISH, f"{folder}/queries.jsonl", f"{folder}/qrels.jsonl", "sv", "sv")


def _bilingual(folder: str, asked_in: str, language: str) -> PublicSet:
    name = folder.split("_")[1]
    return PublicSet(
        f"{name} {asked_in}→{language}",
        f"{name}_{language}",
        (f"{folder}/corpus_{language}.jsonl",),
        f"{folder}/queries.jsonl",
        f"{folder}/qrels_{language}.jsonl",
        asked_in,
        language,
    )


_DIRECTIONS = (("sv", "sv"), ("en", "en"), ("sv", "en"), ("en", "sv"))
SETS = (
    *(_one_collection(name) for name in ("swequad", "swefaq", "squad_mt")),
    *(_bilingual("bilingual_byggfaq", *pair) for pair in _DIRECTIONS),
    *(_bilingual("xling_xquad", *pair) for pair in _DIRECTIONS),
)
