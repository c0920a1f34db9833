"""The portal and the wheels of its pinned packages in one archive, from which it is installed without a network.

The committed state of the project, and wheels/ beside it: `make setup` takes packages from there and asks no index.
They fit the system, the processor and the Python of the machine that made them, which the archive's name tells.
"""

import gzip
import io
import platform
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(folder: Path) -> Path:
    name = bundle_name()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.tar.gz"
    half = path.with_suffix(".part")
    with tempfile.TemporaryDirectory() as wheels:
        download_wheels(Path(wheels))
        try:
            with gzip.open(half, "wb") as packed, tarfile.open(fileobj=packed, mode="w") as bundle:
                with tarfile.open(fileobj=io.BytesIO(committed_files(name))) as files:
                    for member in files:
                        bundle.addfile(member, files.extractfile(member) if member.isreg() else None)
                for wheel in sorted(Path(wheels).iterdir()):
                    bundle.add(wheel, f"{name}/wheels/{wheel.name}")
            half.rename(path)
        finally:
            half.unlink(missing_ok=True)
    return path


def bundle_name() -> str:
    """«school-results-portal-1.0.0-python3.11-linux-x86_64»."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return f"{project['name']}-{project['version']}-{python}-{platform.system().lower()}-{platform.machine()}"


def download_wheels(folder: Path) -> None:
    """Those of requirements.lock, held against its hashes; nothing is built."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"]
    lock = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", ROOT / "requirements.lock"]
    subprocess.run([*pip, *lock, "--dest", folder], check=True)


def committed_files(prefix: str) -> bytes:
    archive = ["git", "-C", ROOT, "archive", "--format=tar", f"--prefix={prefix}/", "HEAD"]
    return subprocess.run(archive, check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    try:
        made = main(ROOT / "dist")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Архив не собран: команда «{' '.join(map(str, failed.cmd))}» не выполнена, причина — выше.")
    print(f"Собран {made.relative_to(ROOT)}, {made.stat().st_size / 2**20:.0f} МБ")
