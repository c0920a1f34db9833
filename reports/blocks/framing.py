"""Blocks that frame the parts of a programme: the annex's caption, the approval stamp, titles and signatures."""

import datetime

from portal.text.cases import Case, month_in_case
from portal.text.keys import natural_key
from portal.text.line_breaks import with_line_breaks
from portal.text.phrases import begun_in_case
from portal.text.prose import Heading, parse_spans
from reports.blocks.content import ApprovalStamp, Block, Caption, SignatureLine
from roadmap.programmes.models import Programme
from schools.directory.models import Department
from schools.orders.acts import Act
from schools.orders.models import Order

# Bodies whose names begin with a capital letter only where they begin a line.
_IN_SMALL_LETTERS = {"администрации", "комитета", "отдела", "управления"}


def date_in_words(day: datetime.date) -> str:
    return f"{day.day} {month_in_case(day.month, Case.GENITIVE)} {day.year} г."


def heading(text: str | None, level: int = 1) -> tuple[Block, ...]:
    """Return the heading as blocks, none where the text is empty."""
    return (Heading(parse_spans(text.strip()), level),) if text and text.strip() else ()


def annex_caption(
    caption: str | None, annex: str | None, order: Order | None, *, is_annex: bool = False
) -> tuple[Block, ...]:
    """Return the `caption` that the document states; without one, make it of the order's act, date and number.

    A made caption needs an `annex` number, or `is_annex` where the part is an annex whose number nothing states;
    there is none where the order has no number.
    """
    if caption is not None:
        return _build_caption(with_line_breaks(caption).split("\n"))
    if not (annex or is_annex) or order is None or not order.number:
        return ()
    first = f"Приложение № {annex.lstrip('№ ')}" if annex else "Приложение"
    return _build_caption([first, f"к {named_order(order, Case.DATIVE)}"])


def _build_caption(lines: list[str]) -> tuple[Block, ...]:
    written = tuple(line.strip() for line in lines if line.strip())
    return (Caption(written),) if written else ()


def programme_caption(programme: Programme, annex: str, stated: str) -> tuple[Block, ...]:
    """Return the caption of a programme's part that is annex number `annex` of the approving order.

    The document's own caption is used only where `annex` is the number that it states (`stated`). An approved
    amendment repeats the first edition's caption and adds the order of the amendment: «(в редакции приказа …)».
    """
    first, order = first_edition(programme), programme.approval_order
    words = first.approval_caption if annex == stated else None
    is_annex = first.approved_at is not None and not approval_stamp(first)
    caption = annex_caption(words, annex, first.approval_order, is_annex=is_annex)
    if first == programme or order is None or order == first.approval_order or not caption:
        return caption
    return (Caption((*caption[0].lines, edition_line(order))),)


def first_edition(programme: Programme) -> Programme:
    while programme.amends_id:
        programme = programme.amends
    return programme


def edition_line(order: Order) -> str:
    return f"(в редакции {named_order(order, Case.GENITIVE)})"


def named_order(order: Order, case: Case) -> str:
    """Name an order in a case: «приказу от 28.08.2026 № 214-о», «постановлению администрации Заречного района от …».

    Any act but an order (which is the department's own) is named with its issuer, unless that can't be declined.
    """
    act = Act(order.act)
    whose = "" if act == Act.ORDER else begun_in_case(order.issuer or "", Case.GENITIVE)
    if whose.split(" ")[0].casefold() in _IN_SMALL_LETTERS:
        whose = whose[0].lower() + whose[1:]
    day = f"от {order.issued_on:%d.%m.%Y}" if order.issued_on else ""
    return " ".join(filter(None, [act.in_case(case), whose, day, f"№ {order.number}" if order.number else ""]))


def approval_stamp(programme: Programme) -> tuple[Block, ...]:
    position, name = programme.stamp_position or "", programme.stamp_name or ""
    return (ApprovalStamp(position, name),) if position or name else ()


def head_signature(programme: Programme) -> tuple[Block, ...]:
    """Return the signature of the department's head as the programme's document names them, or nothing."""
    head = programme.department_head
    return (SignatureLine(head.get("position", ""), head["name"]),) if head.get("name") else ()


def current_head_signature(programme: Programme) -> tuple[Block, ...]:
    """Return the signature of today's head of the department, for documents that are no part of the approved text.

    Where the portal doesn't know the head, it is the one that the programme names.
    """
    department = _department_with_head(programme)
    if department is None:
        return head_signature(programme)
    return (SignatureLine(department.head_position, department.head_name),)


def current_approval_stamp(programme: Programme) -> tuple[Block, ...]:
    """Return the programme's approval stamp; where it is the head's, today's head takes a former one's place."""
    department = _department_with_head(programme)
    if department is None or not _is_by_head(programme, department):
        return approval_stamp(programme)
    return (ApprovalStamp(department.head_position or programme.stamp_position or "", department.head_name),)


def _department_with_head(programme: Programme) -> Department | None:
    department = getattr(programme.municipality, "department", None)
    return department if department and department.head_name else None


def _is_by_head(programme: Programme, department: Department) -> bool:
    """Return whether the stamp is the head's: it has the name that signs the programme, or the head's position."""
    pairs = (
        (programme.stamp_name, programme.department_head.get("name")),
        (programme.stamp_position, department.head_position),
    )
    return any(one and other and natural_key(one) == natural_key(other) for one, other in pairs)


def part_titles(programme: Programme, *titles: str | None) -> tuple[Block, ...]:
    """Return the titles of a part printed alone, preceded by the programme's title unless they already mention it."""
    written = [title for title in titles if title and title.strip()]
    if not speaks_of(" ".join(written), programme.title):
        written.insert(0, programme.title)
    return tuple(block for title in written for block in heading(title))


def speaks_of(title: str, programme_title: str) -> bool:
    """Return whether a title mentions the programme: it has over two thirds of the programme title's words.

    Words are compared by their first five letters, since cases and typing differ.
    """
    words = {word[:5] for word in natural_key(programme_title).split()}
    return len(words & {word[:5] for word in natural_key(title).split()}) * 3 > len(words) * 2
