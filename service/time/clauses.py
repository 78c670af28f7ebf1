"""Sentences cut into clauses that tell of one change each."""

import re

from service.time.cues import cues_in
from service.time.names import names_in

_RELATIVE = re.compile(r",? (?:som|who|vilken|which) (?=([^,;.]+))")
_JOINTS = re.compile(
    r"(?:,|;| –| -)? (?:och|men|medan|samtidigt som|då|när|varefter|and|but|while|when|whereupon)(?= )|; |"
    r", (?=[A-ZÅÄÖ])"
)
_AS_CUE = 14
_REACH = 40


def clauses(sentence: str, organisations: frozenset[str]) -> list[tuple[str, str | None]]:
    """The clauses in order, each with the one it speaks of where that is the word before it ("…, som varit …")."""
    main = sentence
    relatives: list[tuple[str, str | None]] = []
    for match in _RELATIVE.finditer(sentence):
        body = match.group(1)
        first = cues_in(body[:40])
        if not first or first[0].start > _AS_CUE:
            continue
        named = names_in(sentence[: match.start()], organisations)
        near = [name for name in named if match.start() - name.end <= _REACH]
        people = [name for name in near if name.person]
        subject = (people or near)[-1] if near else None
        if subject is None:
            continue
        end = match.end() + len(body)
        relatives.append((body, subject.text))
        main = main[: match.start()] + " " * (end - match.start()) + main[end:]
    parts = [(part, None) for part in _coordinated(main)]
    return [*parts, *relatives]


def _coordinated(text: str) -> list[str]:
    """The text cut where another verb begins after "och", "men" and the like."""
    cuts = [0]
    for joint in _JOINTS.finditer(text):
        if cues_in(text[cuts[-1] : joint.start()]) and _goes_on(text[joint.end() :]):
            cuts.append(joint.start())
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _goes_on(rest: str) -> bool:
    joint = _JOINTS.search(rest)
    return bool(cues_in(rest[: joint.start()] if joint else rest))
