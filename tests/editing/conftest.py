from pathlib import Path

import pytest

from tests.editing.desk_place import Office, make_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path, days=30)
