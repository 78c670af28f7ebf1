"""How much a request may ask for."""

from dataclasses import dataclass

from corpus.errors import InvalidRequest


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest values a request may hold.

    `question_length` counts characters, of a question and of a search query. `citations` bounds `k` of a question,
    `results` that of a search, `documents` a page of the list of documents, `history` the earlier lines sent with a
    question. `body` is in bytes. `in_hand` bounds how many requests are worked on or waiting at once, whatever they
    are; how many questions of those: `service.admission`.
    """

    question_length: int = 2000
    citations: int = 10
    results: int = 20
    documents: int = 1000
    history: int = 50
    body: int = 64 * 1024
    in_hand: int = 500

    def check_length(self, text: str) -> None:
        """Raises InvalidRequest for a question or query that is too long."""
        if len(text) > self.question_length:
            raise InvalidRequest(f"Texten är längre än {self.question_length} tecken. Korta den och försök igen.")

    def check_k(self, k: int, most: int) -> None:
        """Raises InvalidRequest where more is asked for than `most`."""
        if k > most:
            raise InvalidRequest(f"k är {k}, men får vara högst {most}.")

    def check_history(self, lines: int) -> None:
        """Raises InvalidRequest for too many earlier lines."""
        if lines > self.history:
            raise InvalidRequest(f"history har {lines} rader, men får ha högst {self.history}. Skicka de senaste.")
