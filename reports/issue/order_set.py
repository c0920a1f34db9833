"""An order with its annexes: which ones the portal can print, which the clauses name, and what doesn't fit."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.digests import digest_of
from reports.blocks.missing import MissingPart
from reports.issue.annex_doubts import CALLED, named_annex, numbers_of
from reports.issue.models import Document
from reports.issue.order_record import printed_order
from reports.issue.preparing import Prepared, content_to_issue, prepare_issue
from reports.issue.queries import content_of, revision_in_force
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from reports.kinds.order.annexes import numbers_stated
from reports.kinds.queries import available_kinds
from reports.kinds.registry import kinds_about
from roadmap.programmes.models import Section
from schools.orders.models import Order


@dataclass(frozen=True)
class AnnexToIssue:
    """A document, a draft or an unsaved one, that could be an annex of the order.

    `number` is the annex number to preset; `is_named` tells whether the order's clauses name it.
    """

    document: Document
    number: str
    is_named: bool

    @property
    def kind(self) -> DocumentKind:
        return self.document.traits


@dataclass(frozen=True)
class PreparedSet:
    documents: list[Prepared]
    doubts: list[str]

    @property
    def mark(self) -> str:
        return digest_of(([each.mark for each in self.documents], self.doubts))


def annexes_to_issue(order_document: Document) -> list[AnnexToIssue]:
    """Return the order's possible annexes by their numbers, those that its clauses don't name last."""
    stated = _read_stated(order_document, order_document.order or Order())
    numbers = dict(reversed(stated))
    named = {kind.approved_part: kind.code for kind in _by_preference(order_document)}
    found = []
    for kind in _annex_kinds(order_document):
        part = kind.approved_part
        document = _draft_of(kind, order_document)
        is_named = part in numbers and named[part] == kind.code
        number = document.amends.annex if document.amends else numbers.get(part, "") if is_named else ""
        found.append(AnnexToIssue(document, number, is_named and document.amends is None))
    return sorted(found, key=lambda each: (not each.is_named, each.number.zfill(8), each.kind.position))


def prepare_set(
    order_document: Document, *, order: Order, annexes: Iterable[tuple[Document, str]], in_force_on: datetime.date
) -> PreparedSet:
    """Prepare the order and its annexes as they would be issued.

    Doubts are annexes that the clauses name and the set lacks, and numbers that two annexes have. Raises MissingPart,
    with the annex's name, if there is nothing to make one of.
    """
    stated = _read_stated(order_document, order)
    prepared = [prepare_issue(order_document, order=order, annex="", in_force_on=in_force_on)]
    for document, number in annexes:
        try:
            prepared.append(prepare_issue(document, order=order, annex=number, in_force_on=in_force_on, stated=stated))
        except MissingPart as missing:
            raise MissingPart(f"{document.traits.label}: {missing}") from None
    of_order = [each.document for each in prepared[1:] if not each.document.amends]
    return PreparedSet(prepared, [*_missing_annexes(stated, of_order), *_duplicate_numbers(of_order)])


def _read_stated(order_document: Document, order: Order) -> list[tuple[str, str]]:
    """Return the parts and numbers that the clauses name, as these would be printed with the draft's edits."""
    try:
        content = content_to_issue(order_document, order) if order.issued_on else content_of(order_document)
    except MissingPart:
        return numbers_of(order_document, order)
    return numbers_stated(printed_order(content).clauses)


def _missing_annexes(stated: list[tuple[str, str]], documents: list[Document]) -> list[str]:
    there = {document.annex for document in documents}
    parts = {document.traits.approved_part for document in documents}
    return [
        f"По пунктам приказа есть {named_annex(number)}{f' ({CALLED[part]})' if part in CALLED else ''}, "
        "а в комплекте его нет."
        for part, number in dict.fromkeys(stated)
        if number not in there and part not in parts
    ]


def _duplicate_numbers(documents: list[Document]) -> list[str]:
    counts = Counter(document.annex for document in documents)
    return [
        f"{named_annex(number).capitalize()} в комплекте не одно: "
        f"{', '.join(f'«{each}»' for each in documents if each.annex == number)}."
        for number, times in counts.items()
        if times > 1
    ]


def _annex_kinds(order_document: Document) -> list[DocumentKind]:
    if order_document.programme:
        return [kind for kind in available_kinds(order_document.programme) if kind.is_annex]
    return [kind for kind in kinds_about("low_result_list") if kind.is_annex]


def _by_preference(order_document: Document) -> list[DocumentKind]:
    """Return the annex kinds so that, of two that print the same part, the one that the order means comes last.

    For a programme with sections of text that is the whole programme.
    """
    programme = order_document.programme
    has_sections = programme is not None and programme.sections.filter(part=Section.Part.TEXT).exists()
    return sorted(_annex_kinds(order_document), key=lambda kind: kind.position if has_sections else -kind.position)


def _draft_of(kind: DocumentKind, order_document: Document) -> Document:
    """Return the draft of that kind about the order's subject, or an unsaved one."""
    request = DocumentRequest(kind, programme=order_document.programme, low_result_list=order_document.low_result_list)
    document = Document.of(request)
    known = Document.objects.drafts().about_the_same_as(document).filter(options={}).first()
    if known is None:
        document.title, document.amends = kind.label, revision_in_force(document)
    return known or document
