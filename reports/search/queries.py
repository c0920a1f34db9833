"""What is found by words: a few of each kind, each kind in one query, or all of one kind page by page."""

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
    """Only kinds of which something was found."""
    groups = []
    for finder in FINDERS:
        records = list(finder.found(user, words)[: FEW + 1])
        if records:
            findings = [finder.shown(user, record) for record in records[:FEW]]
            groups.append(FoundGroup(finder, findings, len(records) > FEW))
    return groups


def found_among(user, words: str, code: str, number: str | None) -> FoundPage:
    finder = next(each for each in FINDERS if each.code == code)
    page = Paginator(finder.found(user, words), ON_A_PAGE).get_page(number)
    return FoundPage(finder, [finder.shown(user, record) for record in page], page, page.paginator.count)
