import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes import FakeEmbedder

# The same examples each time, so that a run means the same for everyone; `--hypothesis-profile=wide` goes looking.
settings.register_profile("steady", max_examples=80, deadline=None, derandomize=True, database=None)
settings.register_profile("wide", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden anew from the readers")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--renew-golden"))


@pytest.fixture
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("KALLAN_") and name not in ("KALLAN_AXE", "KALLAN_CHROMIUM", "KALLAN_TEST_ALL"):
            monkeypatch.delenv(name)
