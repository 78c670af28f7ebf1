"""The steps of the new member's tour that the documents do not carry, for the editors."""

from collections.abc import Sequence

from corpus.errors import IndexMissing
from service.editing.answers import Gap, Gaps
from service.onboarding.answered import AnsweredStep, Support
from service.onboarding.guide import Guide


def tour_gaps(guide: Guide) -> Gaps:
    """What gives, for a language, the steps that lack an answer, in the tour's order; none without documents."""

    def gaps(language: str) -> Sequence[Gap]:
        try:
            _, steps = guide.steps(language)
        except IndexMissing:
            return ()
        return [_gap(step) for step in steps if step.support is not Support.WHOLE]

    return gaps


def _gap(step: AnsweredStep) -> Gap:
    lacking = [each.question for each in step.replies if not each.quotes and not each.optional]
    lacking += [each.word for each in step.words if each.citation is None]
    return Gap(step.id, step.title, tuple(lacking))
