"""Headings, sections and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.sources.source import SourceAlignment, SourceParagraph
from roadmap.recognition.accounts import Accounts
from roadmap.recognition.captions import (
    AnnexCaption,
)
from roadmap.recognition.headings import goes_on, is_heading, numbered_title, rank_of
from roadmap.recognition.kinds import LineKind
from roadmap.recognition.placed import PlacedText, joined, line_of
from roadmap.recognition.prose import text_of
from roadmap.recognition.tables.other import is_passport_label

_ABBREVIATIONS = re.compile(r"сокращени|обозначени|термин|понятия", re.I)
_ABBREVIATION = re.compile(
    r"^\W*([А-ЯЁA-Z][А-ЯЁA-Zа-яё]{0,7}[А-ЯЁA-Z](?:\s[А-ЯЁ]{2,5})?|[А-ЯЁ]{2,8})\s*(?:[-–—:]|\s)\s*(.+)$", re.S
)
_PASSPORT = re.compile(r"паспорт", re.I)
_ITEM = re.compile(r"(?:-|\d+[.)])\s")
_CONTENTS = re.compile(r"\W*(?:содержание|оглавление)\W*$", re.I)
_PAGE_AT_END = re.compile(r"\d\s*$")
_LABELLED = re.compile(r"^([А-ЯЁ][^\t:]{3,90})(?:\t+|:\s+)(.+)$", re.S)


@dataclass
class Part:
    """What follows a caption."""

    caption: AnnexCaption | None = None
    title: PlacedText | None = None
    sections: list[dict] = field(default_factory=list)
    list_of_schools: dict | None = None
    heading_rank: tuple[float, ...] | None = None


def is_of_abbreviations(title: str) -> bool:
    return bool(_ABBREVIATIONS.search(title))


class RunningText:
    """Headings, sections and the text in them, of one part after another."""

    def __init__(self, lines: Mapping[str, LineKind] | None = None) -> None:
        """`lines`: what a person said of lines, by their places."""
        self.lines = lines or {}
        self.accounts = Accounts()
        self.programme: dict = {}
        self.parts: list[Part] = [Part()]
        self.pending: list[SourceParagraph] = []
        self.text: list[SourceParagraph | dict] = []
        self.abbreviations: list[dict] = []

    @property
    def part(self) -> Part:
        return self.parts[-1]

    def use(self, text: PlacedText, kind: str) -> None:
        """The paragraphs of a text are read, and kept elsewhere or not at all."""
        self.accounts.use_text(text, kind)

    def _open_section(self) -> None:
        """The headings before a text: the title of the part where it has none, else sections."""
        if not self.pending:
            return
        pending, self.pending = self.pending, []
        pending = self._take_title(pending)
        if pending:
            self._open_sections(pending)

    def _open_sections(self, pending: list[SourceParagraph]) -> None:
        """Each heading a section, but those that are smaller than the part's first: they stand in its text."""
        for paragraph in pending:
            if self._labels_passport(paragraph):
                self.text.append(paragraph)
                continue
            if self.part.heading_rank is None:
                self.part.heading_rank = rank_of(paragraph)
            elif self._is_smaller(paragraph):
                self.text.append(paragraph)
                continue
            self._close_text()
            number, title = numbered_title(paragraph)
            self.part.sections.append({**({"number": number} if number else {}), "title": title})

    def _is_smaller(self, paragraph: SourceParagraph) -> bool:
        """Than the part's first heading, and nobody said that it is one."""
        is_said = paragraph.place in self.lines
        return not is_said and rank_of(paragraph) < self.part.heading_rank and bool(self.part.sections)

    def _is_said(self, section: dict, kind: LineKind) -> bool:
        """What a person said of the section's heading."""
        return any(self.lines.get(place) == kind for place in getattr(section.get("title", ""), "places", ()))

    def _is_of_passport(self, section: dict) -> bool:
        return bool(_PASSPORT.search(section.get("title", ""))) or self._is_said(section, LineKind.PASSPORT)

    def _labels_passport(self, paragraph: SourceParagraph) -> bool:
        """A bold line at the margin below the passport's heading that says what stands below it."""
        section = (self.part.sections or [{}])[-1]
        is_open = set(section) <= {"number", "title"} and self._is_of_passport(section)
        is_aside = paragraph.alignment != SourceAlignment.CENTER and paragraph.outline_level is None
        is_open = is_open and paragraph.place not in self.lines
        return is_open and is_aside and not paragraph.number and is_passport_label(paragraph.text.strip())

    def _take_title(self, pending: list[SourceParagraph]) -> list[SourceParagraph]:
        """The first headings of a part are its title; gives those behind it."""
        if self.part.title is not None or not pending or LineKind.TITLE in self.lines.values():
            return pending
        count = 1
        while count < len(pending) and goes_on(line_of(pending[:count]), pending[count]):
            count += 1
        self.part.title = line_of(pending[:count])
        if "part" not in self.programme:
            self.programme["part"] = self.part
        return pending[count:]

    def _close_text(self) -> None:
        """What was gathered is the text of the section that is open."""
        if self.pending:
            pending, self.pending = self._take_title(self.pending), []
            self._open_sections(pending)
        gathered, self.text = self.text, []
        if not gathered:
            return
        if not self.part.sections or "text" in self.part.sections[-1]:
            self.part.sections.append({})
        section = self.part.sections[-1]
        if _is_of_contents(section, gathered):
            self.accounts.use("оглавление", *gathered)
            self.use(section["title"], "оглавление")
            self.part.sections.pop()
            return
        gathered = self._without_abbreviations(section, gathered)
        gathered = self._without_passport(section, gathered)
        pieces, run = [], []
        for each in gathered:
            if isinstance(each, dict):
                section.setdefault("tables", []).append(each)
                pieces += [text_of(run), PlacedText(f"[table {len(section['tables'])}]")]
                run = []
            elif is_heading(each) and self.lines.get(each.place) != LineKind.TEXT:
                heading = line_of([each])
                pieces += [text_of(run), heading.with_text(f"## {heading}")]
                run = []
            else:
                run.append(each)
        if text := joined([*pieces, text_of(run)], "\n\n"):
            section["text"] = text
        if not section:
            self.part.sections.pop()

    def _without_abbreviations(self, section: dict, gathered: list) -> list:
        """Lines «ШНОР – школы с …» of a section of abbreviations."""
        said = self._is_said(section, LineKind.ABBREVIATIONS)
        if not said and not is_of_abbreviations(section.get("title", "")):
            return gathered
        kept = []
        for each in gathered:
            found = isinstance(each, SourceParagraph) and _ABBREVIATION.match(each.text.strip())
            if found and len(found[2]) < 250:
                places = [each.place]
                self.abbreviations.append(
                    {"short": PlacedText(found[1], places), "long": PlacedText(found[2].strip(), places)}
                )
            else:
                kept.append(each)
        return kept

    def _without_passport(self, section: dict, gathered: list) -> list:
        """A passport made with tabs or colons: labels, each with its words, which may go on in further paragraphs."""
        paragraphs = [each for each in gathered if isinstance(each, SourceParagraph)]
        labelled = [each for each in paragraphs if _label_in(each)]
        is_certain = len(labelled) >= 3 or (labelled and self._is_said(section, LineKind.PASSPORT))
        if not self._is_of_passport(section) or not is_certain or gathered[0] not in labelled:
            return gathered
        rows = self.programme.setdefault("passport", [])
        for each in paragraphs:
            if (found := _label_in(each)) and not each.number:
                label, text = (PlacedText(words.strip(), [each.place] if words else []) for words in found)
                rows.append({"label": label, "text": text})
            else:
                above, below = rows[-1]["text"], text_of([each])
                both_are_items = _ITEM.match(above.rpartition("\n")[2]) and _ITEM.match(below)
                rows[-1]["text"] = joined([above, below], "\n" if both_are_items else "\n\n")
        return [each for each in gathered if not isinstance(each, SourceParagraph)]


def _is_of_contents(section: dict, gathered: list) -> bool:
    """Headings with their pages: what Word makes, not what somebody wrote."""
    if not _CONTENTS.match(section.get("title", "")) or set(section) != {"title"}:
        return False
    return all(isinstance(each, SourceParagraph) and _PAGE_AT_END.search(each.shown) for each in gathered)


def _label_in(paragraph: SourceParagraph) -> tuple[str, str] | None:
    """A label with its words; words that follow in paragraphs of their own are none here."""
    if found := _LABELLED.match(paragraph.text):
        return found[1], found[2]
    if is_heading(paragraph) and is_passport_label(paragraph.text.strip()):
        return paragraph.text, ""
    return None
