from pathlib import Path

import pytest

from tests.service.ingesting import Place, make_place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path)
