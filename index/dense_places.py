"""Where the approximate indexes of the generations are kept: in their own folders, or on a server."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from index.protocols import DenseIndex, Vectors

EMBEDDED = "embedded"
"""What a manifest says of vectors that lie in the generation's own folder."""
DENSE = "dense"
"""The folder within a generation's folder."""


class WritableDense(DenseIndex, Protocol):
    """A dense index that can be filled; what it is given is there when the call returns."""

    def update(self, gone: Sequence[str], ids: Sequence[str], documents: Sequence[str], vectors: Vectors) -> None:
        """Removes the passages `gone` and adds or replaces those with `ids`; arguments in step, row by row."""
        ...

    def unreachable(self, ids: Sequence[str], vectors: Vectors) -> list[str]:
        """The ids, in order, whose own vector does not find them."""
        ...

    def count(self) -> int:
        """How many passages there are."""
        ...

    def check(self) -> None:
        """Raises IndexError_ where it cannot be searched now."""
        ...

    def close(self) -> None:
        """Lets go of files and connections."""
        ...


class DensePlace(Protocol):
    """Where the approximate indexes are kept. `folder` is a generation's, finished or while it is being built.

    `name` is what the manifest says: `EMBEDDED`, or a server's address. `is_copied` tells whether the index of a new
    generation begins as a copy of the folder before it; otherwise every passage is written to it anew.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - above

    @property
    def is_copied(self) -> bool: ...  # noqa: D102 - above

    def open(self, folder: Path) -> WritableDense:
        """The generation's index; a server is not asked before the first call."""
        ...

    def takes(self, count: int) -> bool:
        """Whether an index of that many passages is kept here."""
        ...

    def check(self) -> None:
        """Raises IndexUnavailable where nothing can be written now."""
        ...

    def holds(self, folder: Path, count: int) -> bool:
        """Whether the generation's index is there with that many passages; raises IndexUnavailable."""
        ...

    def remove(self, folder: Path) -> bool:
        """Removes what lies outside the folder; False where that could not be done now."""
        ...
