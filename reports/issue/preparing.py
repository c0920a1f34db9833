"""Prepares a document as it would be issued, without saving: its content, what is doubtful, its first page."""

import datetime
from dataclasses import dataclass

from portal.digests import digest_of
from reports.blocks.content import Content
from reports.blocks.framing import date_in_words
from reports.blocks.stored import to_json
from reports.issue.annex_doubts import clause_doubts, collisions, numbers_of
from reports.issue.as_issued import as_issued
from reports.issue.draft_mark import blank_left, draft_mark
from reports.issue.models import Document
from reports.issue.order_record import printed_order
from reports.issue.paper import paper_for
from reports.issue.queries import edited_content
from reports.issue.refusal import WrongDocumentState
from reports.layout.formats import FORMATS
from reports.layout.preview import Preview, preview_pages
from roadmap.programmes.models import Programme
from schools.orders.models import Order


@dataclass(frozen=True)
class Prepared:
    """A document as it would be issued. A changed `mark` tells that it isn't any more what the person was shown."""

    document: Document
    content: Content
    doubts: list[str]

    @property
    def draft_mark(self) -> str:
        return draft_mark(self.content)

    @property
    def mark(self) -> str:
        document = self.document
        said = [to_json(self.content), str(document.order), document.annex, str(document.in_force_on), self.doubts]
        return digest_of(said)

    def first_page(self) -> Preview:
        return preview_pages(FORMATS["pdf"].render(self.content, paper_for(self.document)), most=1)


def content_to_issue(document: Document, order: Order) -> Content:
    """Return the draft's content under that order.

    Raises WrongDocumentState if the order has no date, an edit fits nowhere any more, or an order's text has another
    number or date than the order.
    """
    if order.issued_on is None:
        raise WrongDocumentState("У этого приказа в портале нет даты: впишите его как новый, с номером и датой.")
    document.order = order
    found = edited_content(document)
    if found.lost:
        raise WrongDocumentState("Данные изменились под вашей правкой текста: откройте «Текст» и проверьте её.")
    if document.traits.is_order:
        _check_printed(found.content, order)
    return found.content


def prepare_issue(
    document: Document, *, order: Order, annex: str, in_force_on: datetime.date, stated: list | None = None
) -> Prepared:
    """Return the document as it would be issued, with its doubts. Nothing is saved.

    `stated` are the annexes in the clauses of an order that is issued together with it.
    """
    content = content_to_issue(document, order)
    document.annex, document.in_force_on = annex, in_force_on
    doubts = [
        *_approval_doubts(document, order),
        *clause_doubts(document, annex, numbers_of(document, order) if stated is None else stated),
        *collisions(document, order, annex),
    ]
    if document.traits.is_order and (words := blank_left(content)):
        doubts.append(f"В приказе осталось место, чтобы вписать: «{words[:200]}».")
    return Prepared(document, as_issued(document, content, with_check_address=False), doubts)


def _check_printed(content: Content, order: Order) -> None:
    """Raises WrongDocumentState if an order's own text has another number or date than the order."""
    printed = printed_order(content).date_and_number
    if printed and (printed.date, printed.number) != (date_in_words(order.issued_on), f"№ {order.number}"):
        raise WrongDocumentState(
            f"В тексте этого приказа стоит «{printed.date} {printed.number}», а издаёте вы {order}. "
            "Выберите из списка тот приказ, слова которого напечатаны."
        )


def _approval_doubts(document: Document, order: Order) -> list[str]:
    programme, listed = document.programme, document.low_result_list
    if not document.traits.is_order:
        return []
    is_draft = programme is None or programme.status == Programme.Status.DRAFT
    known = listed.order if listed else None if is_draft else programme.approval_order
    return [f"Утверждено другим приказом: {known}. Этот его не заменит."] if known and known != order else []
