"""A file for each kind of record that can be found; the page shows them by their place."""

import sys

from portal.found import modules_in
from reports.search.finder import Finder

FINDERS: tuple[Finder, ...] = tuple(
    sorted((module.FINDER for module in modules_in(sys.modules[__name__])), key=lambda finder: finder.place)
)
