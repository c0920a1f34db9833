"""The version of a reader of written words. It is kept with each reading, so that outdated readings are recognised."""

from hashlib import sha256
from pathlib import Path


def version_of(*sources: Path) -> str:
    """Return a digest of the reader's source files, and of all modules in folders, so that it changes by itself."""
    files = sorted(file for source in sources for file in (source.glob("*.py") if source.is_dir() else [source]))
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
