"""Which reader this is, told by its own text: nobody has to remember to count it on."""

from pathlib import Path

import portal.reading
from portal.reading.version import version_of

READER = version_of(Path(__file__).parent, Path(portal.reading.__file__).parent)
