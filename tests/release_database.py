"""What `tests/test_release.py` keeps of a release: a backup of its demonstration with a row of every model beside
(`tests/full_database.py`), and digests of its migrations.

`python -m tests.release_database`, and once more by `python -m tests.postgres`, each for its own database; both into
`tests/release`. The portal of that release makes it, with its own commands, in a data directory of its own.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgres import SOURCE

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "release"
MIGRATIONS = FOLDER / "migrations.json"
LARGEST = 2**20


def backup_of(folder: Path, vendor: str) -> Path:
    return folder / f"{vendor}.zip"


def hashes() -> dict[str, str]:
    """SHA-256 of each migration, by its path."""
    apps = ("portal", "schools", "indicators", "roadmap", "reports")
    found = (path for app in apps for path in (ROOT / app).rglob("migrations/[0-9]*.py"))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(found)}


def changed_since(released: dict[str, str]) -> list[str]:
    """Migrations of the release that are others now, or gone."""
    now = hashes()
    return [name for name, digest in released.items() if now.get(name) != digest]


def main() -> None:
    vendor = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    FOLDER.mkdir(exist_ok=True)
    made = backup_of(FOLDER, vendor)
    made.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as data:
        path = f"{SOURCE / 'bin'}{os.pathsep}{os.environ['PATH']}"  # PostgreSQL's own programs
        environment = os.environ | {"PORTAL_DATA": data, "PORTAL_DEBUG": "yes", "PATH": path}
        environment["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        manage = "manage.py"
        for command in (
            [manage, "migrate"], [manage, "load_demonstration"], ["-m", "tests.full_database"],
            [manage, "verify_history"], [manage, "backup", str(made)],
        ):  # fmt: skip
            subprocess.run([sys.executable, *command], check=True, cwd=ROOT, env=environment)  # noqa: S603
    if made.stat().st_size > LARGEST:
        raise SystemExit(f"{made} has more than a megabyte: it is not committed as it is.")
    MIGRATIONS.write_text(json.dumps(hashes(), indent=1) + "\n")


if __name__ == "__main__":
    main()
