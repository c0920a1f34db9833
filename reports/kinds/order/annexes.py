"""The numbers of an order's annexes, read from its clauses: the one source for captions, the register and checks."""

import re
from collections.abc import Iterable, Iterator

from indicators.identification.models import LowResultList
from reports.blocks.content import Block
from reports.blocks.framing import first_edition, programme_caption
from reports.kinds.order.draft import drafted_annexes
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from schools.orders.numbers import bare_number

# «приложение № 2», «приложениям 1 и 2», «прил. 1–3», «согласно приложению»; `other` tells an annex of another act.
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
# «(далее – Программа)» says which part it is, whatever nouns its title has.
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
    """Return whether the order's text is known, not only its number and date."""
    return bool(order.preamble or order.clauses)


def numbers_stated(clauses: Iterable[str]) -> list[tuple[str, str]]:
    """Return the part of the programme and the number of every annex that the clauses approve.

    The part is «» where the clause doesn't tell it, the number «» where it has none.
    """
    return [found for clause in clauses for found in _read_clause(clause)]


def _read_clause(clause: str) -> Iterator[tuple[str, str]]:
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
        numbers = _read_numbers(annex["numbers"] or "")
        parts = ["amendments"] if amends else list(dict.fromkeys(nouns))
        yield from _pair(parts, numbers)


def _pair(parts: list[str], numbers: list[str]) -> list[tuple[str, str]]:
    """Pair parts with numbers: a single number belongs to the part named first, as many numbers as parts one by one.

    If there are several numbers, but not as many as parts, every pair is possible and returned.
    """
    if len(numbers) < 2:
        return [(parts[0] if parts else "", *(numbers or [""]))]
    if len(parts) == len(numbers):
        return list(zip(parts, numbers, strict=True))
    return [(part, number) for part in parts or [""] for number in numbers]


def _read_numbers(words: str) -> list[str]:
    """Return the numbers in such words as «1, 2 и 5–7», ranges written out."""
    words = _RANGE.sub(_write_out_range, words)
    return re.findall(_ONE, words, re.IGNORECASE)


def _write_out_range(found: re.Match) -> str:
    first, last = int(found[1]), int(found[2])
    return ", ".join(map(str, range(first, min(last, first + _MOST_IN_RANGE) + 1)))


def annex_numbers(programme: Programme) -> dict[str, str]:
    """Return the annex number of each part of the programme, as the clauses of the approving order give it.

    Without an order, or with one without a text, they are the numbers that the portal drafts; there are none if only a
    file said that the order approved the programme. A part to which clauses give several numbers has «»: whoever issues
    it is asked.
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
    """Return the number for a part's caption; a part that the order doesn't name has that of the programme itself."""
    if part == "amendments":
        return annex_numbers(programme).get(part, "")
    first = first_edition(programme)
    numbers = annex_numbers(first)
    is_whole = part == "text" or (part == "roadmap" and first.kind == Programme.Kind.PLAN)
    return numbers[part] if part in numbers and not is_whole else numbers.get("text") or stated_annex(first)


def stated_annex(programme: Programme) -> str:
    """Return the annex number that the programme's record states, else the one in its own caption."""
    return bare_number(programme.approval_annex or "") or number_in(programme.approval_caption or "")


def number_in(caption: str) -> str:
    """Return the number in such words as «Приложение № 2 к приказу …», or «» where there is none."""
    found = _ANNEX.search(caption)
    return next(iter(_read_numbers(found["numbers"] or "")), "") if found else ""


def part_caption(programme: Programme, part: str) -> tuple[Block, ...]:
    """Return the annex's caption above a part of the programme that is printed alone."""
    first = first_edition(programme)
    stated = stated_annex(first)
    return programme_caption(programme, annex_of(programme, part) if first.approval_order_id else stated, stated)


def list_annex(listed: LowResultList) -> str:
    """Return the list's annex number as its record states it, else as its order's clauses do."""
    if listed.annex is not None or listed.order is None:
        return bare_number(listed.annex or "") or number_in(listed.caption or "")
    numbers = {number for part, number in numbers_stated(listed.order.clauses or ()) if part == "lists"}
    return numbers.pop() if len(numbers) == 1 else ""
