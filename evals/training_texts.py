"""What the reranker is trained on: documents written for it, with questions to them; see training/README.md."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "training"

_SENTENCE = re.compile(r"(\d+) (.+)")
_QUESTION = re.compile(r"\? (\w+) => ([-\d,/]+)(?: ~(\d+))? \| (.+)")
_CLAIM = re.compile(r"= ([SCN]) ~?([\d,]+) \| (.+)")
_A_PARAGRAPH = 4
_ENDS = (".", "!", "?", ":", "”", '"', "…", ")")


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question, the sentences that answer it (none where nothing does) and the one that most looks as if it did."""

    text: str
    answers: tuple[str, ...]
    near: str | None


@dataclass(frozen=True, slots=True)
class TrainingClaim:
    """A claim and whether the sentences bear it out: "S" for supported, "C" for contradicted, "N" for neither."""

    text: str
    label: str
    sentences: tuple[str, ...]


@dataclass(slots=True)
class TrainingText:
    """A document with its questions and claims; `parts` are its headings, with "## " before them, and its sentences."""

    title: str
    kind: str
    day: str
    parts: list[str] = field(default_factory=list)
    questions: list[TrainingQuestion] = field(default_factory=list)
    claims: list[TrainingClaim] = field(default_factory=list)

    def markdown(self) -> str:
        """The document as a Markdown file: four sentences a paragraph, what is no sentence in a line of a list."""
        lines = [f"# {self.title}", f"*{', '.join(part for part in (self.kind, self.day) if part)}*"]
        paragraph: list[str] = []
        for part in self.parts:
            is_sentence = not part.startswith("## ") and part.endswith(_ENDS)
            if paragraph and (not is_sentence or len(paragraph) == _A_PARAGRAPH):
                lines.append(" ".join(paragraph))
                paragraph = []
            if is_sentence:
                paragraph.append(part)
            else:
                lines.append(part if part.startswith("## ") else f"- {part}")
        return "\n\n".join([*lines, " ".join(paragraph)]).strip() + "\n"


def load_texts(paths: Sequence[Path]) -> list[TrainingText]:
    """The documents of some files, in order; raises ValueError, naming the line that cannot be read."""
    return [text for path in paths for text in _texts(path)]


def _texts(path: Path) -> list[TrainingText]:
    found: list[TrainingText] = []
    sentences: dict[int, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            if line.startswith("# "):
                title, kind, day, _ = (part.strip() for part in line[2:].split("|"))
                found.append(TrainingText(title, kind, "" if day == "-" else day))
                sentences = {}
            elif line.strip():
                _add(found[-1], sentences, line.strip())
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path}, line {number}: {line[:80]!r} cannot be read ({error})") from error
    return found


def _add(text: TrainingText, sentences: dict[int, str], line: str) -> None:
    if line.startswith("## "):
        text.parts.append(line)
    elif match := _SENTENCE.fullmatch(line):
        sentences[int(match[1])] = match[2]
        text.parts.append(match[2])
    elif match := _QUESTION.fullmatch(line):
        near = sentences[int(match[3])] if match[3] else None
        text.questions.append(TrainingQuestion(match[4], _named(match[2], sentences), near))
    elif match := _CLAIM.fullmatch(line):
        text.claims.append(TrainingClaim(match[3], match[1], _named(match[2], sentences)))
    else:
        raise ValueError("neither sentence, question nor claim")


def _named(numbers: str, sentences: dict[int, str]) -> tuple[str, ...]:
    return tuple(sentences[int(each)] for each in re.findall(r"\d+", numbers))
