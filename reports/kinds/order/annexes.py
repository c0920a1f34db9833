"""By which annex an order approves each document: one source of the number for captions, register and checks."""

import re
from collections.abc import Iterable, Iterator

from indicators.identification.models import LowResultList
from reports.blocks.content import Block
from reports.blocks.framing import first_edition, programme_caption
from reports.kinds.order.draft import drafted_annexes
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from schools.orders.numbers import bare_number

# «приложение № 2», «приложениям 1 и 2», «прил. 1–3», «согласно приложению»; one of another act is none of this order's.
_SIGN = r"(?:(?:№+|N[oº°]?)\s*)?"
_ONE = r"\d+(?:[./]\d+)*[а-я]?\b"
_ANNEX = re.compile(
    rf"\b(?:приложени\w*|прил(?:ож)?\.)(?:\s*{_SIGN}(?P<numbers>{_ONE}(?:\s*(?:,|;|и|[-–—])\s*{_SIGN}{_ONE})*))?"
    r"(?P<other>\s+к\s+(?:приказ|постановлени|распоряжени|решени|письм)\w+)?", re.IGNORECASE,
)  # fmt: skip
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(?:№\s*)?(\d+)")
_MOST_IN_RANGE = 20
_APPROVES = re.compile(r"\b(?:утверд|внести|принять|одобр|ввести|установ)\w*", re.IGNORECASE)
_AMENDS = re.compile(r"\bвнести\b.*\bизменени", re.IGNORECASE | re.DOTALL)
# «(далее – Программа)»: whatever its title begins with.
_CALLED = re.compile(r"\(далее\s*[-–—]\s*(?P<plan>план\b)?", re.IGNORECASE)
# What a clause calls the parts of a programme; the first noun says which one it is.
_PARTS = (
    ("indicators", r"показател|индикатор"),
    ("roadmap", r"план\w*[-\s]+(?:график\w*\b|мероприят|действ)|дорожн\w+\s+карт|переч\w+\s+мероприят"),
    (
        "lists",
        r"(?:спис\w+|переч\w+)\s+(?!мероприят|показател)(?:\w+\s+){0,3}?(?:школ|общеобразоват|образоват|организац|учрежден)",
    ),
    ("text", r"программ|комплекс\w*\s+мер|паспорт|модел"),
)
_NOUNS = re.compile("|".join(f"(?P<{part}>{words})" for part, words in _PARTS), re.IGNORECASE)


def has_words(order: Order) -> bool:
    """Whether its words are known, and not only its number and date."""
    return bool(order.preamble or order.clauses)


def numbers_stated(clauses: Iterable[str]) -> list[tuple[str, str]]:
    """Every annex that an order's clauses approve: part of the programme («» where unknown), number («» where none)."""
    return [found for clause in clauses for found in _of_clause(clause)]


def _of_clause(clause: str) -> Iterator[tuple[str, str]]:
    if not _APPROVES.search(clause):
        return
    start, amends = 0, bool(_AMENDS.search(clause))
    for annex in _ANNEX.finditer(clause):
        if annex["other"]:
            continue
        nouns = [noun.lastgroup for noun in _NOUNS.finditer(clause, start, annex.start())]
        if named := _CALLED.search(clause, start, annex.start()):
            nouns = ["roadmap" if named["plan"] else "text"]
        start = annex.end()
        numbers = _numbers(annex["numbers"] or "")
        parts = ["amendments"] if amends else list(dict.fromkeys(nouns))
        yield from _paired(parts, numbers)


def _paired(parts: list[str], numbers: list[str]) -> list[tuple[str, str]]:
    """One number is of what is named first; several are of as many, one by one, or else of any of them."""
    if len(numbers) < 2:
        return [(parts[0] if parts else "", *(numbers or [""]))]
    if len(parts) == len(numbers):
        return list(zip(parts, numbers, strict=True))
    return [(part, number) for part in parts or [""] for number in numbers]


def _numbers(words: str) -> list[str]:
    words = _RANGE.sub(_counted_out, words)
    return re.findall(_ONE, words, re.IGNORECASE)


def _counted_out(found: re.Match) -> str:
    first, last = int(found[1]), int(found[2])
    return ", ".join(map(str, range(first, min(last, first + _MOST_IN_RANGE) + 1)))


def annex_numbers(programme: Programme) -> dict[str, str]:
    """By part, as the order's own clauses say; of one that the portal knows by its number alone, as it drafts them.

    A part that clauses give several numbers has an empty one here: whoever issues is asked. What a file says was
    approved by an order without words tells nothing of that order's annexes.
    """
    order = programme.approval_order
    if order is None or not has_words(order):
        is_drafted_here = order is None or programme.order_links.filter(order=order, is_from_approval=True).exists()
        return {part: number for parts, _, number in drafted_annexes(programme) for part in parts if is_drafted_here}
    stated: dict[str, set[str]] = {}
    for part, number in numbers_stated(order.clauses or ()):
        stated.setdefault(part, set()).add(number)
    found = {part: numbers.pop() if len(numbers) == 1 else "" for part, numbers in stated.items() if part}
    if programme.kind == Programme.Kind.PLAN and "text" not in found and "roadmap" in found:
        found["text"] = found["roadmap"]  # the plan is the programme
    return found


def annex_of(programme: Programme, part: str) -> str:
    """The number in the caption of a part; a part that the order doesn't name belongs to the programme's own annex."""
    if part == "amendments":
        return annex_numbers(programme).get(part, "")
    first = first_edition(programme)
    numbers = annex_numbers(first)
    is_whole = part == "text" or (part == "roadmap" and first.kind == Programme.Kind.PLAN)
    return numbers[part] if part in numbers and not is_whole else numbers.get("text") or stated_annex(first)


def stated_annex(programme: Programme) -> str:
    """As the programme's record or its own caption has it."""
    return bare_number(programme.approval_annex or "") or number_in(programme.approval_caption or "")


def number_in(caption: str) -> str:
    found = _ANNEX.search(caption)
    return next(iter(_numbers(found["numbers"] or "")), "") if found else ""


def part_caption(programme: Programme, part: str) -> tuple[Block, ...]:
    first = first_edition(programme)
    stated = stated_annex(first)
    return programme_caption(programme, annex_of(programme, part) if first.approval_order_id else stated, stated)


def list_annex(listed: LowResultList) -> str:
    """As its record states it, else as the clauses of its order do."""
    if listed.annex is not None or listed.order is None:
        return bare_number(listed.annex or "") or number_in(listed.caption or "")
    numbers = {number for part, number in numbers_stated(listed.order.clauses or ()) if part == "lists"}
    return numbers.pop() if len(numbers) == 1 else ""
