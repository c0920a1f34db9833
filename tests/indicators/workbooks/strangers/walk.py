"""A coordinator imports a strange department's workbook, answers as a clerk would, and each cell is held to the truth."""

import re
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from indicators.catalogue.models import Indicator
from indicators.quantity import NumericValue, Range, read_quantity
from indicators.values.models import Value
from indicators.workbooks.import_plan import Fate, ImportPlan, PlannedChange
from portal.accounts.roles import Role
from portal.spreadsheets.sheets import read_workbook
from schools.directory.models import Municipality, School
from tests.factories import make_municipality, make_school, make_user

CLOSE = 0.06
KINDS = {
    "база": Value.Kind.BASELINE, "план": Value.Kind.PLAN, "факт": Value.Kind.FACT, "целевое": Value.Kind.TARGET,
}  # fmt: skip


@dataclass
class Told:
    """What became of a file's cells; `wrong` and `bad` are taken silently, `missing` is told nowhere.

    `bad` are cells that nobody should take. `answers` are the choices of a person, `steps` the pages they send.
    """

    right: int = 0
    asked: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    doubts: int = 0
    answers: int = 0
    steps: int = 0

    @property
    def figures(self) -> tuple[int, int, int, int, int]:
        return self.right, self.asked, len(self.missing), len(self.wrong), len(self.bad)


def make_department(department: dict) -> tuple[Municipality, Client]:
    """The department with its schools and indicators, and a browser of its coordinator."""
    municipality = make_municipality(department["municipality"])
    for school in department["schools"]:
        make_school(municipality, school["name"], full_name=school["full"], address=school["settlement"])
    for number, measure in enumerate(department["indicators"]):
        Indicator.objects.create(
            municipality=municipality, name=measure["name"], unit=measure["unit"], direction=measure["better"],
            group=measure["group"], position=number,
        )  # fmt: skip
    client = Client()
    client.force_login(make_user(Role.COORDINATOR, municipality))
    return municipality, client


class Walk:
    """The import of one file; `as_csv` takes the same table from text, whose only sheet has another name."""

    def __init__(self, module, municipality: Municipality, client: Client, *, as_csv: bool = False):
        self.module, self.municipality, self.client, self.as_csv = module, municipality, client, as_csv
        self.content = module.csv() if as_csv else module.workbook()
        self.schools = {school.name: school.pk for school in School.objects.filter(municipality=municipality)}
        self.indicators = {each.name: each for each in Indicator.objects.filter(municipality=municipality)}
        self.sheets = {sheet.title: sheet for sheet in read_workbook(SimpleUploadedFile("file.xlsx", self.content))}
        self.truth = {self._place(each): each for each in module.TRUTH}
        self.maybe = {self._place(each): each for each in module.MAYBE}
        self.answers = self.steps = 0
        self.sent: set[str] = set()

    def first_sight(self) -> ImportPlan:
        year, kind = self.module.PAGE
        url = reverse("value-import", args=[self.municipality.pk, str(year)])
        name = "file.csv" if self.as_csv else "file.xlsx"
        data = {"file": SimpleUploadedFile(name, self.content), "kind": KINDS[kind]}
        self.page = self.client.post(url, data, follow=True)
        return self.page.context["plan"]

    def answered(self) -> ImportPlan:
        """The plan once a clerk, who knows the truth, has answered what was asked; at most five times."""
        for _ in range(5):
            if not (self._answer_names() or self._answer_questions()):
                break
        return self.page.context["plan"]

    def _post(self, name: str, said: dict) -> None:
        self.steps += 1
        place = [self.municipality.pk, self.page.context["token"]]
        shown = {"shown": self.page.context["checksum"]}
        self.sent.add(self.page.context["checksum"])
        self.page = self.client.post(reverse(name, args=place), shown | said, follow=True)

    def _answer_questions(self) -> bool:
        plan = self.page.context["plan"]
        open_questions = plan.open_questions
        if open_questions:
            self.answers += len(open_questions)
            self._post("value-import-answers", {f"answer:{each.key}": self._answer_to(each) for each in open_questions})
        return bool(open_questions)

    def _answer_to(self, question) -> str:
        """«As said» but where nothing of the sheet is to be taken, or the sheet is of the page's own year."""
        offered = [key for key, _ in question.options]
        sheets = self._sheets_of(question)
        entries = [each for (title, _, _), each in (self.truth | self.maybe).items() if title in sheets]
        year, kind = self.module.PAGE
        if not entries:
            return "skip"
        if "school-years" in offered and self.module.DEPARTMENT["years"] == "school":
            return "school-years"
        is_of_page = all(self._is_year(str(year), each[4]) and each[5] == kind for each in entries)
        return "page" if is_of_page and "page" in offered else offered[0]

    def _sheets_of(self, question) -> set[str]:
        return {title for title in self.sheets if f"лист «{title}»" in question.place}

    def _answer_names(self) -> bool:
        names = self.page.context.get("names") or []
        said = {name.number: self._meaning(name) for name in names}
        if not names or self.page.context["checksum"] in self.sent:
            return False
        # What is proposed rightly takes a look, not an answer; what nothing is proposed for is left alone.
        self.answers += sum((said[name.number] or name.proposed) != name.proposed for name in names)
        self.answers += sum(bool(name.proposed and not said[name.number]) for name in names)
        chosen = {number: meant for number, meant in said.items() if meant} | {"rest": "1"}
        self._post(
            "value-import-names",
            {number if number == "rest" else f"name:{number}": meant for number, meant in chosen.items()},
        )
        return True

    def _meaning(self, name) -> str:
        """What the clerk says that an unknown name means: by the truth of the cells in its row or column."""
        sheet = self.sheets[name.sheet]
        at = self._numbers(name, sheet)
        entries = [
            each for (title, row, column), each in (self.truth | self.maybe).items()
            if title == name.sheet and (row if name.place == "строка" else column) in at
        ]  # fmt: skip
        entries = self._of_its_table(entries, name, sheet)
        meant = {each[2] if name.what == "school" else each[3] for each in entries}
        if not meant:
            return "left-out" if name.proposed == "left-out" else ""
        if len(meant) > 1:
            return ""
        (only,) = meant
        if only is None:
            return "municipality"
        return str(self.schools[only] if name.what == "school" else self.indicators[only].pk)

    def _of_its_table(self, entries: list[tuple], name, sheet) -> list[tuple]:
        """Where tables stand one under the other, a heading is of those below it, down to the next heading."""
        if name.place != "столбец" or len({each[3] for each in entries}) < 2:
            return entries
        last = name.text.split(": ")[-1].strip()
        heads = [row for row, cells in sheet.rows.items() if any(text.strip() == last for text in cells.values())]
        below = sorted((self._place(each)[1], each) for each in entries if heads and self._place(each)[1] > heads[0])
        return [each for _, each in below if each[3] == below[0][1][3]]

    @staticmethod
    def _numbers(told, sheet) -> set[int]:
        """The rows or columns of a sheet that a name stands over; of headings the last is the column's own."""
        is_row = told.place == "строка"
        if not is_row and re.fullmatch(r"[A-Z]{1,2}", told.text):
            return {column for row in sheet.rows.values() for column in row if get_column_letter(column) == told.text}
        if is_row and told.text.isdecimal():
            return {int(told.text)}
        parts = _spread(sheet)
        found = set()
        wanted = re.sub(r"\s+", " ", told.text.replace("…", "")).strip()
        behind = {wanted.split(": ", first)[-1] for first in range(3)}  # the exam of the sheet may stand before it
        for number, texts in (parts[0] if is_row else parts[1]).items():
            words = [re.sub(r"\s+", " ", text) for text in texts]
            for first in range(len(words)):
                for last in range(first + 1, min(first + 4, len(words) + 1)):
                    said = list(dict.fromkeys(words[first:last]))
                    if ": ".join(said).strip() in behind:
                        found.add(number)
        return found | {below for number in found if is_row for below in _rows_under(sheet, number)}

    def _place(self, entry: tuple) -> tuple[str, int, int]:
        letter, row = coordinate_from_string(entry[1])
        title = next(iter(self.sheets)) if self.as_csv else entry[0]
        column = 0
        for sign in letter:
            column = column * 26 + ord(sign) - 64
        return title, row, column

    def _is_year(self, period: str, year: int | str) -> bool:
        """Return whether a period is the year that the truth names; exams of 2025 in spring are of 2024-2025."""
        return period == str(year) or (
            self.module.DEPARTMENT["years"] == "school" and isinstance(year, int) and period == f"{year - 1}-{year}"
        )

    def judged(self, plan: ImportPlan) -> Told:
        told = Told(answers=self.answers, steps=self.steps)
        items = {(plan.sheets[item.sheet].title, item.row, item.column): item for item in plan.items}
        told.doubts = sum(bool(item.notes) and item.fate != Fate.REFUSED for item in plan.items)
        taken = {place: item for place, item in items.items() if item.fate != Fate.REFUSED}
        is_told = self._told_places(plan)
        twins = {self._said(each) for place, each in (self.truth | self.maybe).items() if place in taken}
        for place, entry in (self.truth | self.maybe).items():
            item, words = items.get(place), f"{entry[0]}!{entry[1]} {entry[2:7]}"
            fault = self._fault(item, entry) if item else ""
            if item and not fault and place in taken:
                told.right += 1
            elif (item and (item.fate == Fate.REFUSED or item.notes)) or place in is_told:
                told.asked += 1
            elif item:
                told.wrong.append(f"{words}: {fault}")
            elif self._said(entry) in twins:  # taken from another cell that says the same
                told.right += 1
            else:
                told.missing.append(words)
        for sheet, cell, reason in self.module.NOT_TAKEN:
            place = self._place((sheet, cell))
            if place in taken and not (taken[place].notes or self._is_kept_as_none(taken[place], reason)):
                told.bad.append(f"{sheet}!{cell} {taken[place].new!r}: {reason}")
        known = self.truth.keys() | self.maybe.keys() | {self._place(each) for each in self.module.NOT_TAKEN}
        told.bad += [f"{place}: {item.new!r} is no value" for place, item in taken.items() if place not in known]
        return told

    @staticmethod
    def _said(entry: tuple) -> tuple:
        return entry[2:7]

    def _is_kept_as_none(self, item: PlannedChange, reason: str) -> bool:
        """Whether a cell without a value is kept as it is written, «-» or «н/д», so that no number is made of it."""
        unit = next(each.unit for each in self.indicators.values() if each.pk == item.cell.indicator_id)
        quantity = read_quantity(item.new, unit)
        return "переспросить" not in reason and (not isinstance(quantity, NumericValue) or isinstance(quantity, Range))

    def _fault(self, item: PlannedChange, entry: tuple) -> str:
        _, _, school, indicator, year, kind, number, _ = entry[:8]
        wanted = self.indicators[indicator]
        faults = []
        if item.cell.school_id != (school and self.schools[school]):
            faults.append("school")
        if item.cell.indicator_id != wanted.pk:
            faults.append(f"indicator {item.cell.indicator_id} {Indicator.objects.get(pk=item.cell.indicator_id)}")
        if not self._is_year(item.cell.period, year):
            faults.append(f"year {item.cell.period}")
        if item.cell.kind != KINDS[kind]:
            faults.append(f"kind {item.cell.kind}")
        quantity = read_quantity(item.new, wanted.unit)
        if item.fate != Fate.REFUSED and not (
            isinstance(quantity, NumericValue) and abs(float(quantity.number) - number) <= CLOSE
        ):
            faults.append(f"number {item.new!r} {quantity!r}")
        return ", ".join(faults)

    def _told_places(self, plan: ImportPlan) -> set[tuple[str, int, int]]:
        """The cells about which something is told: their row, column, sheet, or what a question keeps back."""
        found = set()
        kept_back = {title for each in plan.open_questions for title in self._sheets_of(each)}
        for sheet in plan.sheets:
            filled = {(row, column) for row, cells in self.sheets[sheet.title].rows.items() for column in cells}
            rows, columns = set(), set()
            for each in sheet.unplaced:
                if each.place == "лист":
                    found |= {(sheet.title, *place) for place in filled}
                elif each.place == "строка":
                    rows |= self._numbers(each, self.sheets[sheet.title])
                elif each.place == "столбец":
                    columns |= self._numbers(each, self.sheets[sheet.title])
            found |= {(sheet.title, *place) for place in filled if place[0] in rows or place[1] in columns}
            if sheet.title in kept_back:
                found |= {
                    (sheet.title, *place) for place in filled if place[0] in sheet.rows and place[1] in sheet.columns
                }
            for where, _ in sheet.remarks:
                if re.fullmatch(r"[A-Z]{1,2}\d+", where):
                    found.add(self._place((sheet.title, where)))
        return found


def _rows_under(sheet, number: int) -> list[int]:
    """The rows under a heading over rows, which stands alone in its own, down to the next such heading."""
    if len(sheet.rows.get(number, {})) != 1:
        return []
    found = []
    for row in sorted(sheet.rows):
        if row > number:
            if len(sheet.rows[row]) == 1:
                break
            found.append(row)
    return found


def _spread(sheet) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """The texts of each row and of each column in order, with those of merged cells in each of their places."""
    texts = {(row, column): text for row, cells in sheet.rows.items() for column, text in cells.items()}
    for left, top, right, bottom in sheet.merged:
        if text := sheet.text(top, left):
            texts |= {(row, column): text for row in range(top, bottom + 1) for column in range(left, right + 1)}
    rows: dict[int, list[str]] = {}
    columns: dict[int, list[str]] = {}
    for (row, column), text in sorted(texts.items()):
        rows.setdefault(row, []).append(text)
        columns.setdefault(column, []).append(text)
    return rows, columns
