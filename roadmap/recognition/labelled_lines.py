"""Reads a plan that is no table: each activity is a heading or a line, with «Срок: …», «Ответственный: …» below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.sources.source import SourceBlock, SourceCell, SourceOrigin, SourceParagraph, SourceTable, StyledText
from roadmap.recognition.accounts import Accounts
from roadmap.recognition.captions import is_caption, is_stamp
from roadmap.recognition.columns import ColumnKind, plan_column
from roadmap.recognition.headings import begins_title, could_be_heading, is_heading

_LABEL = re.compile(r"[\s–—•*-]{0,4}([А-ЯЁа-яё][^\t\n:–—.;]{2,60}?)(?:\s*:|\s+[–—-](?=\s)|\t+)\s*(.*)$", re.S)
_INNER = re.compile(
    r"(?:(?<=[.;,])\s+|\n\s*)(?=(?:срок|ответств|исполнит|отв\.|результат|ожидаем|планируем|форма\s+отч|место)[^:.;\n]{0,40}:)",
    re.I,
)
_NAME = re.compile(r"\W*(?:мероприяти|событи|действи|что\s+дела)", re.I)
_NUMBER = re.compile(r"((?:\d+\.)+\d*\.?|\d+[.)]|[IVX]+\.)\s+(?=\D)")
_OF_PASSPORT = re.compile(r"\W*(?:цел[ьи]|задачи|наименовани|основани|заказчик|разработчик)\b|паспорт", re.I)
_TIMES = {ColumnKind.TERM, ColumnKind.START, ColumnKind.END}
_ESSENTIAL = {*_TIMES, ColumnKind.RESPONSIBLE}
_LABELS = {*_ESSENTIAL, ColumnKind.RESULT, ColumnKind.DOCUMENT, ColumnKind.REPORT, ColumnKind.FURTHER}
_ENDS_SENTENCE = re.compile(r"(?<!\bг)(?<![А-ЯЁ])\.\s*$")
_LONGEST, _LONGEST_NAME, _MOST_WORDS = 1_000, 400, 6
_FEWEST, _MOST = 2, 1_000
_TITLES = ("№", "Мероприятие")
_TOLD = "Мероприятия записаны строками «Срок: …», «Ответственный: …»: они прочитаны как план."


@dataclass
class _Label:
    kind: str
    title: str
    words: list[tuple[SourceParagraph, str]]


@dataclass
class _Activity:
    names: list[SourceParagraph]
    name: str = ""
    number: str = ""
    labels: list[_Label] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        return {each.kind for each in self.labels}


@dataclass
class PlanInLines:
    """A plan written in lines: what its rows are, in order, and how many blocks of the source they take."""

    rows: list[_Activity | SourceParagraph] = field(default_factory=list)
    count: int = 0

    @property
    def activities(self) -> list[_Activity]:
        return [each for each in self.rows if isinstance(each, _Activity)]

    @property
    def is_one(self) -> bool:
        """Return whether several activities say when or by whom they are done, and something more."""
        kinds = [each.kinds for each in self.activities]
        told = set().union(*kinds)
        is_repeated = any(sum(kind in each for each in kinds) >= _FEWEST for kind in _ESSENTIAL)
        return is_repeated and len(kinds) <= _MOST and bool(_TIMES & told) and len(told) > 1

    def as_table(self, accounts: Accounts) -> SourceTable:
        """Return the plan as a table whose cells have the places of its lines; account for the labels."""
        first = next(self._places())
        accounts.doubt(_TOLD, self.activities[0].name, place=self.activities[0].names[0].place)
        return _Table(self, accounts).build(f"{first}, мероприятия")

    def _places(self) -> Iterator[str]:
        for each in self.rows:
            yield each.place if isinstance(each, SourceParagraph) else each.names[0].place


def plans_in_lines(blocks: Sequence[SourceBlock], said: Collection[str]) -> dict[str, PlanInLines]:
    """Return the plans that are written in lines, by the place of their first line; lines in `said` belong to none."""
    found: dict[str, PlanInLines] = {}
    for start, end in _runs_of_paragraphs(blocks, said):
        for at, plan in _PlansOfRun(blocks[start:end]).plans():
            found[blocks[start + at].place] = plan
    return found


def _runs_of_paragraphs(blocks: Sequence[SourceBlock], said: Collection[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, each in enumerate([*blocks, None]):
        if not isinstance(each, SourceParagraph) or _stands_apart(each, said):
            if at > start:
                yield start, at
            start = at + 1


def _stands_apart(line: SourceParagraph, said: Collection[str]) -> bool:
    is_named = line.place in said or line.origin == SourceOrigin.FOOTNOTE
    return is_named or len(line.text) > _LONGEST or is_caption(line.text) or is_stamp(line.text)


class _PlansOfRun:
    """Finds plans among paragraphs that no table or caption parts."""

    def __init__(self, lines: Sequence[SourceParagraph]) -> None:
        self.lines = lines
        self.labels = [_labels_of(each) for each in lines]
        self.leads = self._find_leads()

    def plans(self) -> Iterator[tuple[int, PlanInLines]]:
        """Yield each plan with the index of its first line."""
        at = 0
        while at < len(self.lines):
            if not self.leads[at]:
                at += 1
                continue
            start, plan = self._read(at)
            if plan is not None and plan.is_one:
                yield start, plan
            at = max(at + 1, start + (plan.count if plan else 0))

    def _find_leads(self) -> list[bool]:
        """Return for each line whether it has a label, and it or a label right below it says when or who."""
        leads, below = [False] * len(self.lines), False
        for at in range(len(self.lines) - 1, -1, -1):
            if self.lines[at].is_blank:
                continue
            is_essential = bool({each.kind for each in self.labels[at]} & _ESSENTIAL)
            below = leads[at] = bool(self.labels[at]) and (is_essential or below)
        return leads

    def _read(self, at: int) -> tuple[int, PlanInLines | None]:
        """Read the plan whose first label stands at this index; return where it begins, and None if it has no name."""
        above = self._written_before(at)
        if not above:
            return at, None
        plan = PlanInLines()
        own = above[_place_of_name([self.lines[each] for each in above]) :]
        between = [*self._directions_above(above[: -len(own)]), *own]
        first = between[0]
        while at < len(self.lines):
            if not self._take_activity(plan, between):
                break
            at = self._take_labels(plan.activities[-1], at)
            plan.count = at - first
            between, at = self._lines_to_next(at, plan.activities[-1])
            if not between:
                break
        return first, plan

    def _written_before(self, at: int) -> list[int]:
        """Return the indexes of the lines right above, up to three of them, the nearest last."""
        found: list[int] = []
        for each in range(at - 1, max(at - 9, -1), -1):
            if self.lines[each].is_blank:
                continue
            if self.labels[each] or len(found) == 3 or _is_title(self.lines[each]):
                break
            found.insert(0, each)
        return found

    def _is_name(self, at: int) -> bool:
        text = self.lines[at].text.strip()
        return 2 < len(text) <= _LONGEST_NAME and not text.endswith((";", ",")) and not _OF_PASSPORT.match(text)

    def _directions_above(self, above: list[int]) -> list[int]:
        """Return those of the lines above a plan's first name that head directions: numbered, or small headings."""
        found: list[int] = []
        for each in reversed(above):
            line = self.lines[each]
            if not is_heading(line) or not (_number_of(line) or line.outline_level):
                break
            found.insert(0, each)
        return found

    def _take_activity(self, plan: PlanInLines, between: list[int]) -> bool:
        """Add the activity that the last of these lines name, with the directions above it; tell whether one is named.

        Lines above the name that are no headings belong to the last label before them.
        """
        lines = [self.lines[each] for each in between]
        name_at = _place_of_name(lines)
        own = _named_label(lines[name_at])
        if not self._is_name(between[name_at]) and own is None:
            return False
        for each in lines[:name_at]:
            if _is_head(each) or could_be_heading(each):
                plan.rows.append(each)
            elif plan.activities and plan.activities[-1].labels and not isinstance(plan.rows[-1], SourceParagraph):
                plan.activities[-1].labels[-1].words.append((each, each.shown))
            else:
                return False
        name, *further = lines[name_at:]
        number = name.number if not name.is_bulleted else ""
        text = own if own is not None else name.text.strip()
        if not number and (found := _NUMBER.match(text)):
            number, text = found[1], text[found.end() :]
        text = "\n".join([text.strip(" :"), *(each.shown for each in further)])
        plan.rows.append(_Activity(lines[name_at:], text, number))
        return True

    def _take_labels(self, activity: _Activity, at: int) -> int:
        """Take the labelled lines from this index on, with lines that go on below them; return the index after them."""
        end = at
        while at < len(self.lines):
            line = self.lines[at]
            if labels := self.labels[at]:
                if {each.kind for each in labels} & activity.kinds & _ESSENTIAL:
                    break
                activity.labels += labels
            elif not line.is_blank:
                if not activity.labels or not self._goes_on(at):
                    break
                activity.labels[-1].words.append((line, line.shown))
            at += 1
            end = end if line.is_blank else at
        return end

    def _goes_on(self, at: int) -> bool:
        """Tell whether a line without a label goes on with the words above it: an item of a list or a cut sentence."""
        line = self.lines[at]
        following = next((each for each in range(at + 1, len(self.lines)) if not self.lines[each].is_blank), None)
        is_name = following is not None and self.leads[following]
        return not is_name and not _is_head(line) and (line.is_bulleted or line.text.lstrip(" –—-•")[:1].islower())

    def _lines_to_next(self, at: int, activity: _Activity) -> tuple[list[int], int]:
        """Return the lines up to the next activity's first label, and that label's index; no lines if none follows."""
        found: list[int] = []
        for each in range(at, len(self.lines)):
            if self.leads[each]:
                return found, each
            if self.lines[each].is_blank:
                continue
            if (self.labels[each] and _named_label(self.lines[each]) is None) or len(found) == 6:
                break
            found.append(each)
        return [], at


def _place_of_name(lines: Sequence[SourceParagraph]) -> int:
    """Return which of the lines above labels names the activity: the last, or a heading that only sentences follow."""
    last = len(lines) - 1
    if _named_label(lines[last]) is not None:
        return last
    at = last
    while at > 0 and not _is_head(lines[at]) and _ENDS_SENTENCE.search(lines[at].text):
        at -= 1
    return at if _is_head(lines[at]) else last


def _is_title(line: SourceParagraph) -> bool:
    """Return whether a heading says what the document is, so that it names no activity."""
    return is_heading(line) and not _number_of(line) and begins_title(line.text)


def _is_head(line: SourceParagraph) -> bool:
    return is_heading(line) or bool(_number_of(line))


def _number_of(line: SourceParagraph) -> str:
    found = _NUMBER.match(line.text.strip())
    return line.number if line.number and not line.is_bulleted else (found[1] if found else "")


def _named_label(line: SourceParagraph) -> str | None:
    """Return the words behind a label that says that they name an activity («Мероприятие: …»), or None."""
    found = _LABEL.match(line.text.strip())
    return found[2].strip() if found and _NAME.match(found[1]) and found[2].strip() else None


def _labels_of(line: SourceParagraph) -> list[_Label]:
    """Return the labels of a line with their words; none if it doesn't begin with a label of a plan."""
    if is_heading(line) and ":" not in line.text:
        return []
    found: list[_Label] = []
    for piece in _INNER.split(line.text.strip()):
        parted = _LABEL.match(piece)
        kind = _kind_of_label(parted[1], line) if parted else None
        if kind is None and not found:
            return []
        if kind is None:
            found[-1].words.append((line, piece.strip()))
            continue
        found.append(_Label(kind, parted[1].strip(), [(line, parted[2].strip())]))
    return found


def _kind_of_label(label: str, line: SourceParagraph) -> str | None:
    if len(label.split()) > _MOST_WORDS or _OF_PASSPORT.match(label):
        return None
    kind = plan_column(label)
    if kind in _LABELS:
        return kind
    first = next((each for each in line.pieces if each.text.strip()), None)
    is_marked = first is not None and first.bold and not line.is_bold
    return ColumnKind.FURTHER if is_marked and kind is None else None


class _Table:
    """Builds the table of a plan: a row for each activity, one cell over the whole width for each direction."""

    def __init__(self, plan: PlanInLines, accounts: Accounts) -> None:
        self.plan, self.accounts = plan, accounts
        self.has_numbers = any(each.number for each in plan.activities)
        self.keys: dict[tuple[str, str], str] = {}
        for activity in plan.activities:
            for label in activity.labels:
                self.keys.setdefault(_column_of(label), label.title)

    def build(self, place: str) -> SourceTable:
        titles = [*_TITLES[not self.has_numbers :], *self.keys.values()]
        cells = [
            _cell(place, 0, at, [_paragraph(f"{place}, графа {at + 1}", title)]) for at, title in enumerate(titles)
        ]
        for row, each in enumerate(self.plan.rows, 1):
            if isinstance(each, SourceParagraph):
                cells.append(_cell(place, row, 0, [each], columns=len(titles)))
            else:
                cells += self._cells_of(place, row, each)
        return SourceTable(place, len(self.plan.rows) + 1, len(titles), tuple(cells))

    def _cells_of(self, place: str, row: int, activity: _Activity) -> Iterator[SourceCell]:
        first = activity.names[0].place
        if self.has_numbers:
            yield _cell(place, row, 0, [_paragraph(first, activity.number)])
        words = activity.name.split("\n")
        names = [_paragraph(line.place, text) for line, text in zip(activity.names, words, strict=False)]
        yield _cell(place, row, int(self.has_numbers), names)
        if len(activity.names) > 1:
            self.accounts.doubt("Слова под названием мероприятия внесены вместе с ним.", words[1], place=names[1].place)
        own: dict[tuple[str, str], list[SourceParagraph]] = {}
        for label in activity.labels:
            lines = [_paragraph(line.place, text) for line, text in label.words if text]
            own.setdefault(_column_of(label), []).extend(lines)
        for at, key in enumerate(self.keys, 1 + self.has_numbers):
            yield _cell(place, row, at, own.get(key, []))
        for line, words in _dropped(activity).items():
            self.accounts.dropped[line] = words


def _dropped(activity: _Activity) -> Mapping[str, str]:
    """Return, by place, the labels of an activity's lines, which the columns' headings keep."""
    found: dict[str, str] = {}
    for label in activity.labels:
        place = label.words[0][0].place
        found[place] = f"{found.get(place, '')} {label.title}".strip()
    if (parted := _LABEL.match(activity.names[0].text.strip())) and _NAME.match(parted[1]):
        found[activity.names[0].place] = parted[1]
    return found


def _column_of(label: _Label) -> tuple[str, str]:
    """Return which column a label's words belong to: that of its kind or, without a known one, of its own words."""
    return (label.kind, label.title.casefold() if label.kind == ColumnKind.FURTHER else "")


def _paragraph(place: str, words: str) -> SourceParagraph:
    return SourceParagraph(place, (StyledText(words),))


def _cell(table: str, row: int, column: int, lines: list[SourceParagraph], columns: int = 1) -> SourceCell:
    return SourceCell(f"{table}, {row}-{column}", row, column, 1, columns, tuple(lines))
