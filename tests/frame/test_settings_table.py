"""README.md's table of settings is `service.settings.Settings`."""

import re
from pathlib import Path

from service.settings import Settings

ROW = re.compile(r"^\|\s*`(KALLAN_[A-Z_]+)`\s*\|\s*(.*?)\s*\|\s*(.+?)\s*\|\s*$", re.M)


def test_every_setting_is_in_the_readme_with_its_default(root: Path) -> None:
    rows = {name: default for name, default, _ in ROW.findall((root / "README.md").read_text("utf-8"))}
    expected = {f"KALLAN_{name.upper()}": field.default for name, field in Settings.model_fields.items()}
    assert rows.keys() == expected.keys()
    for name, default in expected.items():
        assert rows[name].strip("`") == str(default), name


def test_there_are_not_too_many_and_each_says_what_it_does() -> None:
    assert len(Settings.model_fields) <= 25
    assert all(field.description for field in Settings.model_fields.values())


def test_the_commands_of_the_readme_are_the_makefiles(root: Path) -> None:
    readme, makefile = ((root / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    said = set(re.findall(r"\bmake ([a-z]+)", readme))
    assert {"run", "test"} <= said
    assert said <= targets
