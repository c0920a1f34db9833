"""Issues and repeals documents. An issued document's content, PDF and SHA-256 are kept and never made again."""

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from indicators.identification.lists.actions import name_order
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from reports.blocks.content import Content
from reports.blocks.stored import to_json
from reports.issue.actions.drafting import begin_draft
from reports.issue.as_issued import as_issued
from reports.issue.models import Document
from reports.issue.order_record import PrintedOrder, printed_order, record_order_text
from reports.issue.paper import paper_for
from reports.issue.preparing import content_to_issue
from reports.issue.refusal import WrongDocumentState
from reports.issue.requisites import Requisites
from reports.kinds.order.annexes import numbers_stated
from reports.layout.formats import FORMATS
from roadmap.editions.actions import approve_programme
from roadmap.programmes.models import Programme
from schools.orders.actions import keep_order
from schools.orders.acts import Act
from schools.orders.models import Order

# No letters and digits that look alike; 31 ** 10 codes can't be tried one by one.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_CODE_LENGTH = 10


@transaction.atomic
def issue_document(
    *, document: Document, order: Order, annex: str, in_force_on: datetime.date, with_check_address: bool, by
) -> Document:
    """Issue a draft by the order, and keep it as it is printed. A new order is saved with it.

    The document that it amends becomes superseded. A draft that is an order itself also approves the draft programme,
    or the list, that it is about. Raises WrongDocumentState if the document can't be issued.
    """
    document = lock_record(document)
    status = _status_after(document, "issue")
    before = {"status": document.status, "title": document.title}
    found = content_to_issue(document, order)
    keep_order(order, by=by)
    document.order, document.annex, document.in_force_on = order, annex, in_force_on
    document.code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    document.page_numbers = paper_for(document).numbers
    if document.amends:
        _supersede(document.amends, by=by)
    printed = printed_order(found) if document.traits.is_order else None
    if printed:
        record_order_text(order, printed)
        _approve(document, order, by=by)
    requisites = _requisites_of(document, printed)
    document.requisites, document.dated_on = requisites.kept(), requisites.issued_on
    _keep(document, as_issued(document, found, with_check_address=with_check_address))
    document.status, document.issued_at, document.issued_by = status, timezone.now(), by
    document.save()
    record_changes([Recorded(document, "издан", before, _recorded(document))], by=by)
    return document


def _requisites_of(document: Document, printed: PrintedOrder | None) -> Requisites:
    """Return the requisites to keep: an order's as it prints them, an annex's as its order's record has them.

    Where neither names the issuer, it is the department as it is called now.
    """
    order, department = document.order, getattr(document.municipality, "department", None)
    said = printed or order
    return Requisites(
        act=Act(order.act).label,
        number=order.number or "",
        issued_on=order.issued_on,
        order_title=said.title or order.title or "",
        issuer=said.issuer or order.issuer or (department and (department.full_name or department.name)) or "",
        signatory_position=said.signatory_position or order.signatory_position or "",
        signatory_name=said.signatory_name or order.signatory_name or "",
        annex=document.annex,
        in_force_on=document.in_force_on,
    )


@transaction.atomic
def issue_set(
    *, document: Document, annexes: Iterable[tuple[Document, str]], order: Order, in_force_on: datetime.date,
    with_check_address: bool, by,
) -> list[Document]:  # fmt: skip
    """Issue an order's draft together with its annexes (documents and their numbers): all of them or none."""
    common = {"order": order, "in_force_on": in_force_on, "with_check_address": with_check_address, "by": by}
    issued = [issue_document(document=document, annex="", **common)]
    for annex, number in annexes:
        issued.append(issue_document(document=begin_draft(annex, by=by), annex=number, **common))
    return issued


@transaction.atomic
def repeal_document(*, document: Document, on: datetime.date, order: Order | None, by) -> Document:
    """Repeal an issued document from a day on; the repealing order may be unknown, and a new one is saved with it.

    Raises WrongDocumentState if the document's state isn't «издан».
    """
    document = lock_record(document)
    status = _status_after(document, "repeal")
    if order is not None:
        keep_order(order, by=by)
    before, document.status = {"status": document.status}, status
    document.repealed_on, document.repeal_order = on, order
    by_order = {}
    if order:
        by_order = {"repeal_act": Act(order.act).label, "repeal_number": order.number or ""}
        by_order["repeal_issued_on"] = order.issued_on
    repeal = Requisites(repealed_on=on, **by_order).kept()
    document.requisites |= repeal
    document.save()
    after = {"status": status, "repealed_on": on.isoformat(), "order": str(order or ""), "requisites": repeal}
    record_changes([Recorded(document, "отменён", before, after)], by=by)
    return document


def _status_after(document: Document, action: str) -> Document.Status:
    """Return the status to which the action leads; raises WrongDocumentState if the document's doesn't allow it."""
    why = f"Документ сейчас «{document.get_status_display()}»: этого с ним сделать нельзя."
    Document.TRANSITIONS.check(action, document.status, WrongDocumentState(why))
    return Document.TRANSITIONS.after(action, document.status)


def _supersede(document: Document, *, by) -> None:
    document = lock_record(document)
    before, document.status = document.status, _status_after(document, "supersede")
    document.save(update_fields=["status"])
    record_changes(
        [Recorded(document, "стал прежней редакцией", {"status": before}, {"status": document.status})], by=by
    )


def _approve(document: Document, order: Order, *, by) -> None:
    """Approve the draft programme or the list that the order is about; a list that has an order already keeps it."""
    programme, listed = document.programme, document.low_result_list
    if programme is not None and programme.status == Programme.Status.DRAFT:
        part = "amendments" if programme.amends_id else "text"
        known = programme.approval_annex if programme.approval_order_id == order.pk else None
        approve_programme(programme=programme, order=order, annex=_stated_annex(order, part) or known or "", by=by)
    if listed is not None and listed.order_id is None:
        name_order(low_result_list=listed, order=order, annex=_stated_annex(order, "lists"), by=by)


def _stated_annex(order: Order, part: str) -> str:
    """Return the part's annex number by the order's clauses; empty where these give none, or several."""
    numbers = {number for each, number in numbers_stated(order.clauses or ()) if each == part}
    return numbers.pop() if len(numbers) == 1 else ""


def _keep(document: Document, content: Content) -> None:
    """Render the PDF and keep it with the content. Equal content gives equal bytes, so it is what was previewed."""
    pdf = FORMATS["pdf"].render(content, paper_for(document))
    document.title, document.content = content.title, to_json(content)
    document.file_name = document.named_file()
    document.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    document.pdf.save(f"{document.code}.pdf", ContentFile(pdf), save=False)


def _recorded(document: Document) -> dict:
    """Its content is kept as it is, and never changes; the checksum is of that."""
    return {
        "order": document.as_issued.order, "annex": document.annex, "sha256": document.pdf_sha256,
        "status": document.status, "title": document.title, "in_force_on": str(document.in_force_on),
        "requisites": document.requisites, "code": document.code, "file_name": document.file_name,
        "page_numbers": document.page_numbers,
    }  # fmt: skip
