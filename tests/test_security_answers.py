"""docs/security.md: whatever an answer is said to be shown by is there; what nothing shows says that it isn't met."""

import ast
import re
from pathlib import Path

import pytest

from scripts.set_up import ROOT

TEXT = (ROOT / "docs/security.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and line.count(" | ") == 2 and not line.startswith(("| Required", "| ---"))
]
NAMED = sorted(set(re.findall(r"`([^`]+)`", " ".join(row[2] for row in ROWS))))


def functions(path: Path) -> set[str]:
    files = [path] if path.is_file() else path.rglob("test_*.py")
    return {
        node.name
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def where_tests_are(name: str) -> list[Path]:
    """A folder, a file from the root on, or one whose folder another name of its row tells."""
    return [ROOT / name] if name.startswith("tests/") else [*(ROOT / "tests").rglob(name)]


def test_every_chapter_is_answered():
    assert re.findall(r"^## V(\d+) ", TEXT, re.MULTILINE) == [str(number) for number in range(1, 18)]
    assert len(ROWS) > 50


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_is_there(name):
    if re.fullmatch(r"test_\w+", name):
        assert name in functions(ROOT / "tests")
    elif re.search(r"^tests/|^test_\w+\.py$", name):
        paths = where_tests_are(name)
        assert len(paths) == 1
        assert functions(paths[0])
    elif name.startswith("make "):
        assert re.search(rf"^{name.removeprefix('make ')}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    elif name == "check --deploy":
        assert name in (ROOT / "scripts/run-checks").read_text()
    else:
        assert (ROOT / name).exists()


@pytest.mark.parametrize("row", [row for row in ROWS if "`" not in row[2]], ids=lambda row: row[0][:40])
def test_an_answer_that_nothing_shows_is_told_as_such(row):
    """A rule of the linter and a policy of the page are shown by what checks them."""
    assert re.search("not met|none|CSP|ruff's rule", f"{row[1]} {row[2]}", re.IGNORECASE)


def test_every_setting_of_an_installation_is_written_down():
    """Also those that are read elsewhere than in the settings."""
    code = "".join(path.read_text() for path in [*(ROOT / "portal").rglob("*.py"), ROOT / "gunicorn.conf.py"])
    read = set(re.findall(r"""(?:env\.\w+|environ\.get|db_url)\(\s*"([A-Z_]+)""", code))
    told = set(
        re.findall(r"^\| `([A-Z_]+)`(?:, `([A-Z_]+)`)?", (ROOT / "docs/installation.md").read_text(), re.MULTILINE)
    )
    assert {"PORTAL_DATA", "DATABASE_URL", "PORTAL_BACKUP_PASSPHRASE"} <= read
    assert read - {name for names in told for name in names} == set()
