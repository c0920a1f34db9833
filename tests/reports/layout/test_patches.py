"""What is proposed to WeasyPrint and pydyf applies to their source as it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
import weasyprint

PATCHES = sorted((Path(__file__).parents[3] / "docs" / "patches").glob("*.patch"))
INSTALLED = Path(weasyprint.__file__).parent.parent


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no program to try patches with")
@pytest.mark.parametrize("path", PATCHES, ids=lambda path: path.stem)
def test_the_patch_applies(path):
    command = ["patch", "--dry-run", "--fuzz=0", "--strip=1", "--directory", INSTALLED, "--input", path]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert ended.returncode == 0, ended.stdout
    assert "offset" not in ended.stdout


def test_each_patch_is_told_about():
    told = (PATCHES[0].parent / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in PATCHES if path.name not in told] == []
