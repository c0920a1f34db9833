"""Searches by words: the first few records of each kind, in a query each, or all of one kind page by page."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from reports.search.finder import Finder, Finding
from reports.search.finders import FINDERS

FEW, ON_A_PAGE = 5, 50


@dataclass(frozen=True)
class FoundGroup:
    finder: Finder
    findings: list[Finding]
    has_more: bool


@dataclass(frozen=True)
class FoundPage:
    finder: Finder
    findings: list[Finding]
    page: object
    count: int


def found_everywhere(user, words: str) -> list[FoundGroup]:
    """Return the first findings of each kind of which anything was found."""
    groups = []
    for finder in FINDERS:
        records = list(finder.search(user, words)[: FEW + 1])
        if records:
            findings = [finder.describe(user, record) for record in records[:FEW]]
            groups.append(FoundGroup(finder, findings, len(records) > FEW))
    return groups


def found_among(user, words: str, code: str, number: str | None) -> FoundPage:
    """Return a page of all findings of one kind."""
    finder = next(each for each in FINDERS if each.code == code)
    page = Paginator(finder.search(user, words), ON_A_PAGE).get_page(number)
    return FoundPage(finder, [finder.describe(user, record) for record in page], page, page.paginator.count)
