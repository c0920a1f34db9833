"""Which modules a script of `static/` imports, by its own words."""

import posixpath
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

_IMPORT = re.compile(r"""^(?:import|export)\b[^'";=(]*["'](\.[^'"]+)["']""", re.MULTILINE)


def imports_of(path: str) -> list[str]:
    """Return the paths of the modules that the module at this path imports, relative to the static files."""
    text = Path(finders.find(path)).read_text(encoding="utf-8")
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in _IMPORT.findall(text)]


@cache
def parts_of(path: str) -> list[str]:
    """Return the paths of this module and of all that it imports, however deep, in order."""
    found, left = {path}, [path]
    while left:
        fresh = set(imports_of(left.pop())) - found
        found |= fresh
        left += fresh
    return sorted(found)
