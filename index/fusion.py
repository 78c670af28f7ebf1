"""One ranking out of several."""

from collections.abc import Mapping, Sequence

from index.protocols import Hit

RRF_CONSTANT = 60


def reciprocal_rank_fusion(
    rankings: Mapping[str, Sequence[Hit]], weights: Mapping[str, float], rrf_constant: int = RRF_CONSTANT
) -> list[Hit]:
    """Weighted reciprocal rank fusion (Cormack, Clarke & Büttcher 2009): the sum of weight / (constant + rank).

    Best first, ties by id. A ranking without a weight counts nothing.
    """
    scores: dict[str, float] = {}
    for name, ranking in rankings.items():
        for rank, hit in enumerate(ranking, 1):
            scores[hit.id] = scores.get(hit.id, 0.0) + weights.get(name, 0.0) / (rrf_constant + rank)
    return sorted((Hit(name, score) for name, score in scores.items()), key=lambda hit: (-hit.score, hit.id))
