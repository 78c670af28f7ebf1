from pathlib import Path

from corpus.removals import Removal
from corpus.store import Store

FIRST = Removal("/mapp/a.pdf", "a.pdf", "A", "2026-11-20T10:00:00+00:00")
SECOND = Removal("https://example.org/b", "https://example.org/b", "B", "2026-11-21T10:00:00+00:00")


def test_what_is_removed_is_kept_with_the_store_until_it_is_taken_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "kallan.sqlite")
    with store.transaction():
        for each in (FIRST, SECOND, FIRST):
            store.removals.add(each)
    store.close()
    store = Store(tmp_path / "kallan.sqlite")
    assert store.removals.all() == [SECOND, FIRST]
    store.removals.take_back(FIRST.path)
    store.removals.take_back("/mapp/okänd.pdf")
    assert store.removals.all() == [SECOND]
    store.close()
