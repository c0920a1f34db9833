"""An issued document is kept: its content, the bytes of its PDF and their SHA-256. Nothing makes it anew."""

import datetime
import hashlib
import secrets
from dataclasses import replace

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from indicators.actions.low_results import name_order
from portal.history.actions import Recorded, record_changes
from reports.content.blocks import Caption, CheckAddress, Content
from reports.content.framing import edition_line
from reports.content.paper import paper_for
from reports.content.stored import to_json
from reports.issue.drafting import WrongState, edited_content
from reports.issue.order_record import record_order_text
from reports.kinds import DocumentKind
from reports.layout.formats import FORMATS
from reports.models import Document
from roadmap.actions.approval import approve_programme
from roadmap.models import Programme
from schools.models import Order

# Without letters and digits that look alike; 31 ** 10 codes can't be gone through.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_CODE_LENGTH = 10

Status = Document.Status


@transaction.atomic
def issue_document(
    *, document: Document, order: Order, annex: str, in_force_on: datetime.date, with_check_address: bool, by
) -> Document:
    """Give a draft its order and keep it as it is printed. A new order is saved with it.

    What it amends is superseded; the order that approves a draft programme, or a list, approves it in the portal too.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _check(document, Status.ISSUED)
    if order.pk is None:
        order.save()
    document.order, document.annex, document.in_force_on = order, annex, in_force_on
    found = edited_content(document)
    if found.lost:
        raise WrongState("Данные изменились под вашей правкой текста: откройте «Текст» и проверьте её.")
    document.code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    document.page_numbers = paper_for(document).numbers
    if document.amends:
        _supersede(document.amends, by=by)
    if document.kind == DocumentKind.ORDER:
        record_order_text(order, found.content)
        _approve(document, order, by=by)
    _keep(document, as_issued(document, found.content, with_check_address=with_check_address))
    document.status, document.issued_at, document.issued_by = Status.ISSUED, timezone.now(), by
    document.save()
    record_changes([Recorded(document, "издан", after=_requisites(document))], by=by)
    return document


@transaction.atomic
def repeal_document(*, document: Document, on: datetime.date, order: Order | None, by) -> Document:
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _check(document, Status.REPEALED)
    if order is not None and order.pk is None:
        order.save()
    document.status, document.repealed_on, document.repeal_order = Status.REPEALED, on, order
    document.save()
    after = {"repealed_on": on.isoformat(), "order": str(order or "")}
    record_changes([Recorded(document, "отменён", after=after)], by=by)
    return document


def as_issued(document: Document, content: Content, *, with_check_address: bool) -> Content:
    """The content with what its order adds: the annex's caption, the order in the properties, the check's address."""
    order = document.order
    content = replace(content, order=f"от {order.issued_on:%d.%m.%Y} № {order.number}")
    first, *others = content.parts
    if document.kind != DocumentKind.ORDER and (lines := _caption(document, first.blocks)):
        kept = tuple(block for block in first.blocks if not isinstance(block, Caption))
        first = replace(first, blocks=(Caption(lines), *kept))
    parts = [first, *others]
    if with_check_address:
        parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, CheckAddress(check_address(document))))
    return replace(content, parts=tuple(parts))


def check_address(document: Document) -> str:
    return settings.PORTAL_ADDRESS + reverse("document-check", args=[document.code])


def _caption(document: Document, blocks: tuple) -> tuple[str, ...]:
    """The document's own caption, or one made of the order; a revision has its first edition's and says what it is."""
    if document.amends:
        first = document.amends
        while first.amends:
            first = first.amends
        return *_stored_caption(first), edition_line(document.order)
    stated = next((block.lines for block in blocks if isinstance(block, Caption)), ())
    return stated if stated and _is_stated_order(document) else _made_caption(document)


def _is_stated_order(document: Document) -> bool:
    """Whether it is issued by the order, and as the annex, that its caption names already."""
    if programme := document.programme:
        is_annex = programme.amends_id is not None or document.annex == (programme.approval_annex or "")
        return is_annex and programme.approval_order_id == document.order_id
    listed = document.low_result_list
    return listed is not None and (listed.order_id, listed.annex or "") == (document.order_id, document.annex)


def _stored_caption(document: Document) -> tuple[str, ...]:
    blocks = document.content["parts"][0]["blocks"]
    return next((tuple(block["lines"]) for block in blocks if block["block"] == "caption"), _made_caption(document))


def _made_caption(document: Document) -> tuple[str, ...]:
    order = document.order
    first = f"Приложение № {document.annex}" if document.annex else "Приложение"
    return first, f"к приказу от {order.issued_on:%d.%m.%Y} № {order.number}"


def _check(document: Document, wanted: str) -> None:
    if wanted not in Document.TRANSITIONS[document.status]:
        raise WrongState(f"Документ сейчас «{document.get_status_display()}»: этого с ним сделать нельзя.")


def _supersede(document: Document, *, by) -> None:
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _check(document, Status.SUPERSEDED)
    document.status = Status.SUPERSEDED
    document.save(update_fields=["status"])
    record_changes([Recorded(document, "стал прежней редакцией")], by=by)


def _approve(document: Document, order: Order, *, by) -> None:
    """What the order is about; a list that already has an order keeps it."""
    programme, listed = document.programme, document.low_result_list
    if programme is not None and programme.status == Programme.Status.DRAFT:
        approve_programme(programme=programme, order=order, annex="1", by=by)
    if listed is not None and listed.order_id is None:
        name_order(low_result_list=listed, order=order, annex="1", by=by)


def _keep(document: Document, content: Content) -> None:
    """The same content gives the same bytes, so these are what the preview showed but for the order."""
    pdf = FORMATS["pdf"].render(content, paper_for(document))
    document.title, document.content = content.title, to_json(content)
    document.file_name = document.named_file()
    document.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    document.pdf.save(f"{document.code}.pdf", ContentFile(pdf), save=False)


def _requisites(document: Document) -> dict:
    return {"order": str(document.order), "annex": document.annex, "sha256": document.pdf_sha256}
