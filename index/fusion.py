"""One ranking out of two: what the words say and what the meaning says, on scales that can be added."""

from collections.abc import Sequence

from index.protocols import Hit

DENSE_SCALE = 0.1
"""Cosines of e5 models lie between .75 and .92: a tenth is the way from a right passage to any passage."""

LEXICAL_WEIGHT = 0.5
"""How much a passage that holds every word of the query is worth, in tenths of a cosine."""

_STEEPNESS = 1.5
"""A passage with half of the query's words is worth less than half of one with all of them."""


def combine(dense: Sequence[Hit], lexical: Sequence[Hit], full_score: float) -> list[Hit]:
    """A convex combination of scores (Bruch, Gai & Ingber 2023, arXiv:2210.11934), best first, ties by id.

    Dense scores count as distance from the best one, lexical ones as shares of `full_score`, what a passage with all
    the query's words would get. So words weigh much where they are found and little where the passages are in another
    language or say it in other words, without a weight for each kind of question. A passage that one of the rankings
    lacks counts as the last one there.
    """
    best, last = (dense[0].score, dense[-1].score) if dense else (0.0, 0.0)
    near = {hit.id: hit.score for hit in dense}
    worded = {hit.id: min(hit.score / full_score, 1.0) ** _STEEPNESS for hit in lexical} if full_score > 0 else {}
    scores = {
        name: (near.get(name, last) - best) / DENSE_SCALE + LEXICAL_WEIGHT * worded.get(name, 0.0)
        for name in {**near, **worded}
    }
    return sorted((Hit(name, score) for name, score in scores.items()), key=lambda hit: (-hit.score, hit.id))
