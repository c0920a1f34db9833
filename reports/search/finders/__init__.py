"""A file for each kind of record that can be found, in the order in which the page shows them."""

from reports.search.finder import Finder
from reports.search.finders import activities, documents, indicators, people, programmes, schools

FINDERS: tuple[Finder, ...] = tuple(
    module.FINDER for module in (schools, programmes, activities, indicators, documents, people)
)
