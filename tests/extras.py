"""What only some installations have."""

import importlib
import os

import pytest


def need(module: str, reason: str) -> None:
    """Skips the test where the module is missing; fails it instead under `make test`, which installs everything."""
    if os.environ.get("KALLAN_TEST_ALL"):
        importlib.import_module(module)
    else:
        pytest.importorskip(module, reason=reason)
