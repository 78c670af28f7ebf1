"""The pieces around the code: packaging, the lock file, the flags of the tests."""

import os
import re
import subprocess
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from tests.frame.trees import PACKAGES


def project(root: Path) -> dict[str, object]:
    with (root / "pyproject.toml").open("rb") as file:
        found: dict[str, object] = tomllib.load(file)
    return found


def pinned(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in (row.split("==") for row in rows)}


def test_golden_files_are_not_being_renewed(request: pytest.FixtureRequest) -> None:
    if os.environ.get("CI"):
        assert not request.config.getoption("--renew-golden")
    assert "--renew-golden" not in str(request.config.getini("addopts"))


def test_everything_the_project_asks_for_is_pinned(root: Path) -> None:
    found = project(root)["project"]
    assert isinstance(found, dict)
    asked = [*found["dependencies"], *(each for extra in found["optional-dependencies"].values() for each in extra)]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", each, maxsplit=1)[0]).lower() for each in asked}
    assert names <= pinned(root).keys()
    assert pinned(root)["torch"] == "2.13.0"


def test_pins_name_versions_and_no_places(root: Path) -> None:
    assert all(re.fullmatch(r"[\w.!-]+", version) for version in pinned(root).values())
    text = (root / "constraints.txt").read_text("utf-8")
    assert not re.search(r"https?:|file:|@|^-", text, re.M)


def test_the_packages_built_are_the_packages_there_are(root: Path) -> None:
    text = (root / "pyproject.toml").read_text("utf-8")
    built = tomllib.loads(text)["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(built) == set(PACKAGES)


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("corpus", "migrations/001_documents.sql"),
        ("corpus", "catalogue.yaml"),
        ("corpus", "documents/verksamhetsberattelse-2024.pdf"),
        ("index", "words/stop_sv.txt"),
        ("index", "words/synonyms.txt"),
        ("index", "words/lemmas_sv.txt"),
        ("service", "onboarding/steps.yaml"),
    ],
)
def test_what_is_no_code_is_within_the_packages(package: str, name: str) -> None:
    # hatchling takes along whatever lies in a package that git does not ignore.
    assert resources.files(package).joinpath(*name.split("/")).is_file()


def test_git_ignores_none_of_it(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git repository")
    done = subprocess.run(
        [
            "git",
            "check-ignore",
            *(
                str(path)
                for folder in PACKAGES
                for path in (root / folder).rglob("*")
                if path.suffix != ".pyc" and path.name != "__pycache__"
            ),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
