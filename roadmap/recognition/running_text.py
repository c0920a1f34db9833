"""Reads running text: which headings open sections, which are a part's title, and what the sections contain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from portal.sources.source import SourceAlignment, SourceParagraph
from roadmap.recognition.accounts import Accounts
from roadmap.recognition.captions import (
    AnnexCaption,
)
from roadmap.recognition.headings import (
    begins_part,
    begins_title,
    ends_with_years,
    goes_on,
    is_heading,
    lays_down_rules,
    lists_schools,
    names_a_body,
    names_years,
    numbered_title,
    rank_of,
    tells_what_it_is,
)
from roadmap.recognition.kinds import LineKind
from roadmap.recognition.placed import PlacedText, joined, line_of
from roadmap.recognition.prose import text_of
from roadmap.recognition.tables.other import is_passport_label

_MOST_LINES_OF_TITLE = 30
_FEW_LINES = 5
_READ = {"passport", "indicators", "roadmap", "resources"}
_ABBREVIATIONS = re.compile(r"сокращени|обозначени|термин|понятия", re.I)
_ABBREVIATION = re.compile(
    r"^\W*([А-ЯЁA-Z][А-ЯЁA-Zа-яё]{0,7}[А-ЯЁA-Z](?:\s[А-ЯЁ]{2,5})?|[А-ЯЁ]{2,8})\s*(?:[-–—:]|\s)\s*(.+)$", re.S
)
_PASSPORT = re.compile(r"паспорт", re.I)
_ITEM = re.compile(r"(?:-|\d+[.)])\s")
_CONTENTS = re.compile(r"\W*(?:содержание|оглавление)\W*$", re.I)
_PAGE_AT_END = re.compile(r"\d\s*$")
_LABEL_GOES_ON = re.compile(r"^([а-яё(][^\t:.;]{2,60})\t+(\S.*)$|^([^\t:.;]{3,60})\t+([а-яё].*)$", re.S)
_DASHED = re.compile(r"^([А-ЯЁ][^\t:–—]{3,90}?)\s+[-–—]\s+(.+)$", re.S)
_FEWEST_LABELS = 4
_LABELLED = re.compile(r"^([А-ЯЁ][^\t:]{3,90})(?:\t+|:\s+)(.+)$", re.S)


@dataclass
class Part:
    """A part of the document, which a caption or stamp begins: the main document or an annex."""

    caption: AnnexCaption | None = None
    title: PlacedText | None = None
    sections: list[dict] = field(default_factory=list)
    lists_of_schools: list[dict] = field(default_factory=list)
    heading_rank: tuple[float, ...] | None = None


def is_of_abbreviations(title: str) -> bool:
    return bool(_ABBREVIATIONS.search(title))


class RunningText:
    """Gathers headings and text into sections, part by part."""

    def __init__(self, lines: Mapping[str, LineKind] | None = None) -> None:
        """`lines` says, by place, what a person said that lines are."""
        self.lines = lines or {}
        self.accounts = Accounts()
        self.programme: dict = {}
        self.parts: list[Part] = [Part()]
        self.pending: list[SourceParagraph] = []
        self.text: list[SourceParagraph | dict] = []
        self.abbreviations: list[dict] = []
        self.bodies: list[PlacedText] = []
        """The bodies that the title page names."""
        self.right_below: set[str] = set()
        """Places of headings right below another heading, with nothing between them."""

    @property
    def part(self) -> Part:
        return self.parts[-1]

    @property
    def lacks_programme(self) -> bool:
        """Return whether no part with a title is the programme's, or only one with rules and nothing of a programme."""
        part = self.programme.get("part")
        return part is None or (lays_down_rules(part.title or "") and not _READ & {*self.programme})

    def use(self, text: PlacedText, kind: str) -> None:
        """Account for the paragraphs of a text that is kept elsewhere or not at all."""
        self.accounts.use_text(text, kind)

    def _open_section(self) -> None:
        """Use the pending headings, since a text begins: for the part's title if it has none, else as sections."""
        if not self.pending:
            return
        pending, self.pending = self.pending, []
        pending = self._take_title(pending)
        if pending:
            self._open_sections(pending)

    def _open_sections(self, pending: list[SourceParagraph]) -> None:
        """Open a section for each heading; a heading smaller than the part's first one becomes text of the section."""
        opened: dict | None = None
        for paragraph in pending:
            if self._labels_passport(paragraph):
                self.text.append(paragraph)
                continue
            goes_on_below = paragraph.shown[:1].islower() and paragraph.place not in self.lines
            if opened is not None and goes_on_below and len(opened["title"].places) < _MOST_LINES_OF_TITLE:
                opened["title"] = joined([opened["title"], line_of([paragraph])], " ")
                continue
            if self.part.heading_rank is None:
                self.part.heading_rank = rank_of(paragraph)
            elif self._is_smaller(paragraph):
                self.text.append(paragraph)
                continue
            self._close_text()
            number, title = numbered_title(paragraph)
            opened = {**({"number": number} if number else {}), "title": title}
            self.part.sections.append(opened)

    def _is_smaller(self, paragraph: SourceParagraph) -> bool:
        """Tell whether a heading is smaller than the part's first one; one that a person called a heading never is."""
        is_said = paragraph.place in self.lines
        return not is_said and rank_of(paragraph) < self.part.heading_rank and bool(self.part.sections)

    def _is_said(self, section: dict, kind: LineKind) -> bool:
        """Return whether a person said that the section's heading is of this kind."""
        return any(self.lines.get(place) == kind for place in getattr(section.get("title", ""), "places", ()))

    def _is_of_passport(self, section: dict) -> bool:
        return bool(_PASSPORT.search(section.get("title", ""))) or self._is_said(section, LineKind.PASSPORT)

    def _labels_passport(self, paragraph: SourceParagraph) -> bool:
        """Return whether a bold line at the margin, right below the passport's heading, is one of its labels."""
        section = (self.part.sections or [{}])[-1]
        is_open = set(section) <= {"number", "title"} and self._is_of_passport(section)
        is_aside = paragraph.alignment != SourceAlignment.CENTER and paragraph.outline_level is None
        is_open = is_open and paragraph.place not in self.lines
        if not is_open or not is_aside or paragraph.number or not is_passport_label(paragraph.text.strip()):
            return False
        return not self._is_next_numbered(paragraph)

    def _continues_passport(self, line: SourceParagraph) -> bool:
        """Return whether a line is a further label of the passport that is being read, though it ends with a name."""
        is_open = bool(self.part.sections) and self._is_of_passport(self.part.sections[-1]) and bool(self.text)
        last = self.text[-1] if is_open else None
        return isinstance(last, SourceParagraph) and _label_in(last) is not None and _label_in(line) is not None

    def _is_next_numbered(self, paragraph: SourceParagraph) -> bool:
        """Tell whether a numbered line is the next section («2. Обоснование»), as the labels above have no numbers."""
        number, _title = numbered_title(paragraph)
        labels = [each for each in self.text if isinstance(each, SourceParagraph) and _label_in(each)]
        return number is not None and (not labels or numbered_title(labels[0])[0] is None)

    def _take_title(self, pending: list[SourceParagraph]) -> list[SourceParagraph]:
        """Take the part's title from its first headings, if it has none; return the headings after it."""
        if self.part.title is not None or not pending or LineKind.TITLE in self.lines.values():
            return pending
        pending = self._without_bodies(pending)
        count = self._lines_of_title(pending)
        self.part.title = line_of(pending[:count])
        if self.lacks_programme and not lists_schools(self.part.title):
            self.programme["part"] = self.part
        return pending[count:]

    def _without_bodies(self, pending: list[SourceParagraph]) -> list[SourceParagraph]:
        """Return the headings without the bodies that a title page names above its title."""
        count = next((at for at, each in enumerate(pending) if not names_a_body(each.shown)), 0)
        if not count or not begins_title(pending[count].shown):
            return pending
        self._use_bodies(pending[:count])
        return pending[count:]

    def _leave_bodies(self) -> None:
        """Take pending headings that only name bodies for a title page, since a stamp or caption follows."""
        lines = [each.shown for each in self.pending]
        are_bodies = any(map(names_a_body, lines)) and not any(map(tells_what_it_is, lines))
        if self.part.title is None and are_bodies:
            self._use_bodies(self.pending)
            self.pending = []

    def _use_bodies(self, lines: list[SourceParagraph]) -> None:
        self.accounts.use("титульный лист", *lines)
        self.bodies += [line_of([each]) for each in lines]

    def _lines_of_title(self, headings: list[SourceParagraph]) -> int:
        """Return how many of the headings, from the first one on, form one title."""
        count = 1
        while count < min(len(headings), _MOST_LINES_OF_TITLE):
            below = headings[count]
            is_below = below.place in self.right_below
            is_further = goes_on(line_of(headings[:count]), below, is_right_below=is_below)
            if not (is_further or self._reaches_years(headings, count)):
                break
            count += 1
        return count

    def _reaches_years(self, headings: list[SourceParagraph], count: int) -> bool:
        """Return whether a title without years goes on, as the next lines, which look alike, end with its years."""
        above = headings[count - 1]
        if names_years(line_of(headings[:count])):
            return False
        for each in headings[count : count + _FEW_LINES]:
            is_alike = (each.alignment, each.is_bold, each.outline_level) == (
                above.alignment,
                above.is_bold,
                above.outline_level,
            )
            if each.place not in self.right_below or not is_alike or begins_part(each.shown):
                return False
            if ends_with_years(each.shown):
                return True
        return False

    def _close_text(self) -> None:
        """Close the open section with the gathered text and tables, and use headings that are still pending."""
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
        """Take abbreviations («ШНОР – школы с …») out of a section about them; return the rest."""
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
        """Take a passport written with tabs, colons or bold labels out of a section's text; return the rest.

        The words of a label may continue in further paragraphs.
        """
        paragraphs = [each for each in gathered if isinstance(each, SourceParagraph)]
        labelled = [each for each in paragraphs if _label_in(each)]
        is_certain = len(labelled) >= 3 or (labelled and self._is_said(section, LineKind.PASSPORT))
        is_like_one = not self._is_of_passport(section) and self._looks_like_passport(section, paragraphs)
        if not (is_like_one or (self._is_of_passport(section) and is_certain)) or gathered[0] not in labelled:
            return gathered
        if is_like_one:
            self.accounts.doubt("Строки под этим заголовком поняты как паспорт программы.", section["title"])
        rows = self.programme.setdefault("passport", [])
        for each in paragraphs:
            is_cut = bool(rows) and rows[-1]["text"][-1:] not in set(".;:!?")
            if rows and (found := _LABEL_GOES_ON.match(each.text)) and (is_cut or each.text[0].islower()):
                label, text = (PlacedText(words.strip(), [each.place]) for words in found.groups() if words)
                rows[-1]["label"] = joined([rows[-1]["label"], label], " ")
                rows[-1]["text"] = _with_further_line(rows[-1]["text"], text)
            elif (found := _label_in(each)) and not each.number:
                label, text = (PlacedText(words.strip(), [each.place] if words else []) for words in found)
                rows.append({"label": label, "text": text})
            else:
                rows[-1]["text"] = _with_further_line(rows[-1]["text"], text_of([each]))
        return [each for each in gathered if not isinstance(each, SourceParagraph)]

    def _looks_like_passport(self, section: dict, paragraphs: list[SourceParagraph]) -> bool:
        """Tell whether a section under another heading consists of labels with words, most of them as in passports."""
        is_free = "passport" not in self.programme and bool(section.get("title"))
        labels = [found[0] for each in paragraphs if (found := _label_in(each)) and found[1] and not each.number]
        known = sum(map(is_passport_label, labels))
        return is_free and len(labels) == len(paragraphs) >= _FEWEST_LABELS and known > 0.6 * len(labels)


def _with_further_line(above: PlacedText, below: PlacedText) -> PlacedText:
    """Join two texts: a cut sentence by a blank, items of a list by a line break, anything else as paragraphs."""
    if above and above[-1] not in ".;:!?" and below[:1].islower():
        return joined([above, below], " ")
    both_are_items = _ITEM.match(above.rpartition("\n")[2]) and _ITEM.match(below)
    return joined([above, below], "\n" if both_are_items else "\n\n")


def _is_of_contents(section: dict, gathered: list) -> bool:
    """Return whether a section is a table of contents: each of its lines ends with a page number."""
    if not _CONTENTS.match(section.get("title", "")) or set(section) != {"title"}:
        return False
    return all(isinstance(each, SourceParagraph) and _PAGE_AT_END.search(each.shown) for each in gathered)


def _bold_label(paragraph: SourceParagraph) -> str:
    """Return the bold words with which a paragraph begins, if they are a label known from passports, else ""."""
    first = next((each for each in paragraph.pieces if each.text.strip()), None)
    if first is None or not first.bold or paragraph.is_bold or paragraph.number:
        return ""
    label = "".join(each.text for each in takewhile(lambda each: each.bold or not each.text.strip(), paragraph.pieces))
    return label.rstrip() if paragraph.text.startswith(label) and is_passport_label(label) else ""


def _label_in(paragraph: SourceParagraph) -> tuple[str, str] | None:
    """Return a label and the words beside it, which may be empty, or None if the paragraph has no label."""
    is_dashed = (found := _DASHED.match(paragraph.text)) and is_passport_label(found[1])
    if is_dashed or (found := _LABELLED.match(paragraph.text)):
        return found[1], found[2]
    if label := _bold_label(paragraph):
        return label, paragraph.text[len(label) :].lstrip(" .–—-")
    if is_heading(paragraph) and is_passport_label(paragraph.text.strip()):
        return paragraph.text, ""
    return None
