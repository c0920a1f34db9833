"""The version of the reader: a digest of its source, so that nobody has to remember to raise it."""

from pathlib import Path

import portal.reading
from portal.reading.version import version_of
from portal.text import keys

READER = version_of(Path(__file__).parent, Path(portal.reading.__file__).parent, Path(keys.__file__))
