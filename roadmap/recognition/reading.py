"""Turns a source into a document of the interchange format, with an account of every word in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.sources.source import Source, SourceBlock, SourceOrigin, SourceParagraph, SourceTable
from roadmap.recognition.accounts import Balance, RecognitionDoubt, Weight, balance_of
from roadmap.recognition.acts import act_start, read_act
from roadmap.recognition.assembly import Assembly, Findings
from roadmap.recognition.captions import (
    HAS_WORD,
    NAME_OF_PERSON,
    caption_end,
    caption_of,
    changes_end,
    is_caption,
    is_stamp,
    lines_of,
    stamp_of,
)
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.headings import (
    could_be_heading,
    is_continuation,
    is_heading,
    names_a_body,
    names_a_part,
    stands_on_title_page,
)
from roadmap.recognition.joined_tables import ReadTable
from roadmap.recognition.kinds import LineKind
from roadmap.recognition.labelled_lines import plans_in_lines
from roadmap.recognition.named_acts import act_of_stamp
from roadmap.recognition.not_understood import tell_not_understood
from roadmap.recognition.placed import PlacedText, joined, line_of
from roadmap.recognition.running_text import Part
from roadmap.recognition.sentences import sentences_in, table_of_sentences
from roadmap.recognition.suspicions import tell_suspicions
from roadmap.recognition.tables_in_order import TablesInOrder
from roadmap.recognition.unfolding import form_unfolded, frame_unfolded

_NEAR = 6  # blocks after a heading among which its table is looked for; others may be blank lines


@dataclass(frozen=True)
class Recognition:
    """What was recognised in a source; nothing is stored yet. The strings of `document` are `PlacedText`."""

    document: dict
    doubts: list[RecognitionDoubt]
    balance: Balance
    read_only: Mapping[str, str]
    """For each place, what was read there without keeping its words («подпись», «номера граф»)."""
    tables: tuple[ReadTable, ...] = ()
    remarks: tuple[str, ...] = ()


def recognise(source: Source, corrections: Corrections | None = None) -> Recognition:
    """Recognise a document of any kind, with a person's corrections; words that became nothing are in the balance."""
    reading = _Reading(source, corrections or Corrections())
    document = reading.run()
    tell_not_understood(document, reading.accounts)
    tell_suspicions(document, reading.accounts)
    balance = balance_of(source, document, reading.accounts)
    return Recognition(
        document,
        reading.accounts.sorted_doubts(),
        balance,
        reading.accounts.read_only,
        tuple(reading.tables),
        tuple(remark.text for remark in source.remarks),
    )


class _Reading(TablesInOrder):
    """Reads the blocks of a source one after another."""

    def __init__(self, source: Source, corrections: Corrections) -> None:
        super().__init__(corrections)
        self.blocks = self._without_changes(source.blocks)
        self.sentences = sentences_in(self.blocks, corrections.lines, self.accounts)
        self.plans = plans_in_lines(self.blocks, {*corrections.lines, *self.sentences})
        self.orders: list[dict] = []
        self.region = PlacedText("")
        self.head: dict | None = None

    def run(self) -> dict:
        place = 0
        while place < len(self.blocks):
            place = self._take(place)
        self._close_text()
        said = self.region, self.bodies, self.head
        found = Findings(self.parts, self.programme, self.orders, self.abbreviations, *said, self.accounts)
        return Assembly(found).document()

    def _without_changes(self, blocks: tuple[SourceBlock, ...]) -> list[SourceBlock]:
        """Return the blocks without notes on amendments; a doubt asks whether this is the version in force."""
        kept, place, told = [], 0, False
        while place < len(blocks):
            end = changes_end(blocks, place)
            if end == place:
                kept.append(blocks[place])
            elif not told:
                reason = "Документ изменялся: та ли это редакция, которая действует?"
                self.accounts.doubt(reason, line_of(blocks[place:end]), weight=Weight.NOTE)
                told = True
            self.accounts.use("сведения об изменениях", *blocks[place:end])
            place = max(end, place + 1)
        return kept

    def _take(self, place: int) -> int:
        """Read the block at this index, and return the index of the next one to read."""
        block = self.blocks[place]
        if isinstance(block, SourceTable):
            return place if self._unfold(block, place) else self._take_table(block, place)
        if block.is_blank:
            return place + 1
        if said := self.lines.get(block.place):
            self._take_as(said, block)
            return place + 1
        if (
            not self.part.title
            and not self.pending
            and (at := act_start(self.blocks, place)) is not None
            and self._is_act(place, at)
        ):
            act = read_act(self.blocks[place:], at, self.accounts)
            self.orders.append(act.order)
            self.region = self.region or act.region
            if act.passport:
                self.programme.setdefault("passport", []).extend(act.passport)
            return place + max(act.end, at + 1)
        if block.place in self.sentences:
            table, count = table_of_sentences(self.blocks[place:], self.sentences, self.accounts)
            self.blocks[place : place + count] = [table]
            return place
        if found := self.plans.get(block.place):
            self.blocks[place : place + found.count] = [found.as_table(self.accounts)]
            return place
        if block.origin != SourceOrigin.FOOTNOTE and (is_caption(block.text) or is_stamp(block.text)):
            end = caption_end(self.blocks, place)
            lines = [line for each in self.blocks[place:end] for line in lines_of(each)]
            self.begin_part(lines, is_stamp(block.text))
            return end
        if not self.part.sections and not self.text and stands_on_title_page(block.text.strip()):
            self.accounts.use("титульный лист", block)
        elif (
            is_heading(block)
            or (self.before and not self.is_apart and is_continuation(block.text))
            or self._is_plain_heading(block, place)
        ):
            if place and self.pending and self.blocks[place - 1] is self.pending[-1]:
                self.right_below.add(block.place)
            self.pending.append(block)
        elif self._is_signature(block):
            self.accounts.use("подпись", block)
        else:
            self.is_apart = True
            self._open_section()
            self.text.append(block)
        return place + 1

    def _take_as(self, said: LineKind, block: SourceParagraph) -> None:
        """Take a line as what a person said that it is."""
        if said == LineKind.ASIDE:
            self.accounts.use("не вносится", block)
        elif said == LineKind.TITLE:
            self._close_text()
            self.part.title = joined(filter(None, [self.part.title, line_of([block])]), " ")
            self.programme["part"] = self.part
        elif said == LineKind.TEXT:
            self.is_apart = True
            self._open_section()
            self.text.append(block)
        else:
            self.pending.append(block)

    def _unfold(self, table: SourceTable, place: int) -> bool:
        """Replace a table that only frames a document or an act's letterhead by its lines; tell whether it did."""
        if (blocks := frame_unfolded(table)) is not None:
            self.blocks[place : place + 1] = blocks
            return True
        is_first = not self.part.title and not self.pending and not self.part.caption and not self.text
        if is_first and self._is_over_act(table, place):
            self.blocks[place : place + 1] = [each for cell in table.cells for each in cell.paragraphs]
            return True
        if not is_first or (form := form_unfolded(table)) is None:
            return False
        self.blocks[place : place + 1] = form[0]
        for cell in form[1]:
            self.accounts.use("бланк приказа", *cell.paragraphs)
        return True

    def _is_over_act(self, table: SourceTable, place: int) -> bool:
        """Return whether the table's only words are the body that issued the act below."""
        written = [cell for cell in table.cells if not cell.is_blank]
        is_form = len(written) == 1 and names_a_body(written[0].shown)
        return is_form and act_start(self.blocks, place + 1) is not None

    def _is_plain_heading(self, block: SourceParagraph, place: int) -> bool:
        """Tell whether a paragraph set as text is a heading: right above a table, or called as parts of programmes."""
        text = block.text.strip()
        if block.origin == SourceOrigin.FOOTNOTE or not could_be_heading(block) or re.search(r"\s[–—-]\s", text):
            return False
        following = next((each for each in self.blocks[place + 1 : place + _NEAR] if not _is_blank(each)), None)
        return names_a_part(text) or (isinstance(following, SourceTable) and following.row_count > 1)

    def _is_act(self, place: int, at: int) -> bool:
        """Return whether an act begins here: nothing but its issuer stands before its word, and no caption or table."""
        before = self.blocks[place : place + at]
        return all(
            isinstance(each, SourceParagraph) and not is_caption(each.text) and not is_stamp(each.text)
            for each in before
        ) and not (self.part.caption)

    def begin_part(self, lines: list[PlacedText], stamped: bool) -> None:
        """Begin a new part at a caption; at a stamp only if the part before has a title or sections."""
        self._leave_bodies()
        self._close_text()
        self.is_apart = True
        if stamped:
            stamp = stamp_of(lines)
            for line in lines:
                self.use(line, "гриф утверждения")
            self.programme.setdefault("approval_stamp", {"position": stamp.position, "name": stamp.name})
            if self.part.title or self.part.sections:
                self.parts.append(Part())
            self.part.caption = self.part.caption or act_of_stamp(lines)
            return
        self.parts.append(Part(caption_of(lines)))

    def _is_signature(self, block: SourceParagraph) -> bool:
        """Return whether a line is a post, a tab and a name, with nothing after it; the person heads the department."""
        found = NAME_OF_PERSON.search(block.text)
        if self._continues_passport(block):
            return False
        if not found or "\t" not in block.text or len(block.text) > 200 or HAS_WORD.search(block.text[found.end() :]):
            return False
        position = " ".join(block.text[: found.start()].split())
        self.head = {"name": PlacedText(found[0], [block.place]), "position": PlacedText(position, [block.place])}
        return True


def _is_blank(block) -> bool:
    return isinstance(block, SourceParagraph) and block.is_blank
