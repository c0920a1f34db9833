"""Reads lists of schools with criteria: a table for each school under its name, or one with schools in its rows."""

from __future__ import annotations

from dataclasses import replace

from portal.sources.source import SourceParagraph, SourceTable
from roadmap.recognition.accounts import Weight
from roadmap.recognition.headings import begins_title, numbered_title
from roadmap.recognition.joined_tables import JoinedTables
from roadmap.recognition.placed import PlacedText, line_of
from roadmap.recognition.prose import cell_text
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.schools import (
    SchoolsReader,
    names_a_school,
    read_schools_in_columns,
    stands_for_a_school,
)


class ListsOfSchools(JoinedTables):
    """Gathers consecutive tables of criteria into one list of the part in which they stand."""

    def _take_criteria(self, lines: TableLines) -> None:
        """Read a table of criteria of the school named above it, or of the schools that its columns or rows name."""
        place = lines.table.place
        rows = self.corrections.rows
        if place not in self.corrections.columns and (schools := read_schools_in_columns(lines, self.accounts, rows)):
            self._list_of(lines, [])["schools"] += schools
            return
        reader = SchoolsReader(lines, self.accounts, self.corrections.columns.get(place), rows)
        self.tables[-1] = replace(self.tables[-1], keys=reader.told_keys())
        schools = reader.read(lines)
        is_of_one = "school" not in schools[0] if schools else reader.school_at is None
        name = self._take_name() if is_of_one else None
        listed = self._list_of(lines, reader.titles(schools), names_schools=not is_of_one)
        reader.leave_out_titles()
        if is_of_one and (name or not listed["schools"]):
            self._begin_school(listed, name, place)
        self._add(listed, schools)
        self._remember(lines, lambda further, heading: self._add_further(listed, reader, further, heading))

    def _list_of(self, lines: TableLines, titles: list[PlacedText], *, names_schools: bool = True) -> dict:
        """Return the list to add to: the part's last one, or a new one if a table that names its schools has a heading.

        Headings above a further table of one school's criteria become headings of text.
        """
        if self.lacks_programme and len(self.pending) > 1 and begins_title(self.pending[0].shown):
            self.pending = self._take_title(self.pending)
        pending, self.pending = self.pending, []
        lists = self.part.lists_of_schools
        listed = lists[-1] if lists else None
        if listed is None or (pending and names_schools and listed["schools"]):
            listed = {"title": line_of(pending)} if pending else {}
            lists.append(listed)
            if titles:
                listed["columns"] = titles
            listed["schools"] = []
        else:
            self._open_sections(pending)
            titles = []
        for title in [column.whole_title for column in lines.columns]:
            if title not in titles:
                self.use(title, "заголовки граф")
        return listed

    def _take_name(self) -> SourceParagraph | None:
        """Take the name of the school that stands right above its table of criteria, or None."""
        self._take_plain_name()
        return self.pending.pop() if self.pending and names_a_school(self.pending[-1].shown) else None

    def _begin_school(self, listed: dict, name: SourceParagraph | None, place: str) -> None:
        number, school = numbered_title(name) if name else (None, PlacedText(""))
        if number:
            self.accounts.drop(school, number)
        if name is None:
            self.accounts.doubt("Над таблицей критериев нет названия школы.", place=place, weight=Weight.MEANING)
        listed["schools"].append({"school": school, "criteria": []})

    def _add_further(
        self, listed: dict, reader: SchoolsReader, further: TableLines, heading: PlacedText | None
    ) -> None:
        """Add the rows of a table that continues; a heading between the tables is the name of their school."""
        if heading:
            listed["schools"].append({"school": heading, "criteria": []})
        self._add(listed, reader.read(further))

    @staticmethod
    def _add(listed: dict, schools: list[dict]) -> None:
        """Add schools to the list.

        Criteria without a school belong to the list's last one; a school without criteria is kept as a name only.
        """
        if schools and "school" not in schools[0]:
            if not listed["schools"]:
                listed["schools"].append({"school": PlacedText("")})
            listed["schools"][-1].setdefault("criteria", []).extend(schools.pop(0)["criteria"])
        listed["schools"] += [each if each["criteria"] else {"school": each["school"]} for each in schools]

    def _take_plain_name(self) -> None:
        """Take a school's name above its table even if it is set as text, not as a heading."""
        if (
            not self.pending
            and self.text
            and isinstance(self.text[-1], SourceParagraph)
            and len(self.text[-1].text) < 120
            and names_a_school(self.text[-1].text)
        ):
            self.pending.append(self.text.pop())

    def _tell_schools_in(self, table: SourceTable) -> None:
        """Add a doubt if a table that is kept as it stands names schools, since none are read from it."""
        named = [cell for cell in table.cells if stands_for_a_school(cell.shown)]
        if len({" ".join(cell.shown.split()) for cell in named}) > 1:
            reason = "В таблице названы школы, а оставлена она таблицей: школы и их показатели из неё не взяты."
            self.accounts.doubt(reason, cell_text(named[0]), place=table.place)
