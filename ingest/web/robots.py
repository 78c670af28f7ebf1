"""robots.txt as in RFC 9309: the longest rule that fits decides, with * and $; and the delay many sites ask for."""

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, unquote_to_bytes

MOST_BYTES = 512 * 1024
"""What is read of a robots.txt; the rest is passed over, as the standard allows."""
_MOST_RULES = 5000


@dataclass(frozen=True, slots=True)
class _Rule:
    allowed: bool
    pattern: str


@dataclass(slots=True)
class _Group:
    """The rules for some agents."""

    agents: list[str] = field(default_factory=list)
    rules: list[_Rule] = field(default_factory=list)
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of one agent. `delay` is in seconds, None where none is asked for."""

    rules: tuple[_Rule, ...] = ()
    delay: float | None = None

    @classmethod
    def parse(cls, text: str, agent: str) -> Self:
        """The rules for the agent (its name alone, without version), else those for everyone."""
        groups = _groups(text)
        own = [group for group in groups if agent.lower() in group.agents]
        meant = own or [group for group in groups if "*" in group.agents]
        delays = [group.delay for group in meant if group.delay is not None]
        return cls(tuple(rule for group in meant for rule in group.rules), max(delays, default=None))

    def allows(self, target: str) -> bool:
        """Whether the path and query may be fetched; of rules equally long, the one that allows counts."""
        plain = _normal(target)
        fitting = [rule for rule in self.rules if _fits(rule.pattern, plain)]
        return max(fitting, key=lambda rule: (len(rule.pattern), rule.allowed)).allowed if fitting else True


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    naming, rules = False, 0
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not naming:
                groups.append(_Group())
            naming = True
            groups[-1].agents.append(re.split(r"[/\s]", value.lower())[0])
        elif name in ("allow", "disallow"):
            naming, rules = False, rules + 1
            if groups and value and rules <= _MOST_RULES:
                groups[-1].rules.append(_Rule(name == "allow", _normal(value)))
        elif name == "crawl-delay":
            naming = False
            if groups and re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value):
                groups[-1].delay = float(value)
    return groups


def _normal(target: str) -> str:
    """One spelling for a path: percent signs only where they must be, in capitals; "%2F" stays what it is."""
    parts = re.split(r"(%2f|%2a|%24)", target, flags=re.I)
    return "".join(
        part.upper() if number % 2 else quote(unquote_to_bytes(part), safe="/?*$:@!&'()+,;=~-._")
        for number, part in enumerate(parts)
    )


def _fits(pattern: str, target: str) -> bool:
    """Whether the target begins as the pattern says; each star takes as little as it can, so no pattern is slow."""
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    place = len(first)
    if not rest:
        return not anchored or place == len(target)
    last = rest.pop()
    for part in rest:
        place = target.find(part, place)
        if place < 0:
            return False
        place += len(part)
    if anchored:
        return target.endswith(last) and len(target) - len(last) >= place
    return target.find(last, place) >= 0
