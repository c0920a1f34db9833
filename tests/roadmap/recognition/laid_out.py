"""A made-up programme written as departments write: order of columns, headings, numbers, joined cells, parts."""

import io
import random
from dataclasses import dataclass

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from tests.roadmap.recognition.made_programmes import MadeProgramme

TITLES = {
    "number": ("№ п/п", "№", "№\nп/п", "п/п"),
    "name": ("Наименование мероприятия", "Мероприятия", "Содержание деятельности", "Мероприятие", "Виды работ"),
    "term": ("Срок исполнения", "Сроки", "Срок реализации", "Дата проведения", "Сроки проведения"),
    "responsible": ("Ответственные", "Ответственный исполнитель", "Исполнители", "Ответственные лица"),
    "result": ("Ожидаемый результат", "Планируемый результат", "Результат", "Итоговый результат"),
    "direction": ("Направление", "Направления деятельности", "Раздел"),
}
MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


@dataclass(frozen=True)
class Layout:
    """How one department writes."""

    columns: tuple[str, ...] = ("number", "name", "term", "responsible", "result")
    directions: str = "joined row"
    """How directions stand in the plan: «joined row», «plain row», «joined column», «own table», «numbered row»."""
    numbers: str = "typed"
    """How activities are numbered: «typed», «lost»."""
    periods: str = "over years"
    """How indicators' years stand: «over years» (two rows of headings), «one row», «in rows», «plan and fact»."""
    act: str = "lines"
    """«lines», «table», «none»."""
    passport: str = "table"
    """«table», «parted», «tabs»."""
    column_numbers: bool = False
    repeated_headings: bool = False
    parted_tables: bool = False
    mess: bool = False
    """Whether there are no-break and double blanks, words split into several runs, and soft breaks in headings."""
    has_caption: bool = True
    heading_style: bool = False


def written(programme: MadeProgramme, layout: Layout, seed: int) -> bytes:
    return _Writer(programme, layout, random.Random(seed)).file()


class _Writer:
    def __init__(self, programme: MadeProgramme, layout: Layout, chance: random.Random) -> None:
        self.programme, self.layout, self.chance = programme, layout, chance
        self.document = docx.Document()

    def file(self) -> bytes:
        if self.layout.act != "none":
            self._act()
        if self.layout.has_caption:
            self._caption()
        self._heading(self.programme.title)
        self._passport()
        for title, text in self.programme.sections:
            self._heading(title)
            for part in text.split("\n\n"):
                for line in part.split("\n"):
                    self._text(line)
        self._heading("Целевые показатели программы")
        self._indicators()
        self._heading("План мероприятий («дорожная карта») по реализации программы")
        self._plan()
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    # Lines

    def _heading(self, words: str) -> None:
        if self.layout.heading_style:
            self._fill(self.document.add_paragraph(style="Heading 1"), words)
            return
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._fill(paragraph, words, bold=True)

    def _text(self, words: str, alignment=WD_ALIGN_PARAGRAPH.JUSTIFY) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = alignment
        self._fill(paragraph, words)

    def _fill(self, paragraph, words: str, *, bold: bool = False) -> None:
        pieces = [words]
        if self.layout.mess and len(words) > 8:
            cut = self.chance.randint(2, len(words) - 2)
            words = words.replace(" ", "\xa0", 1) if self.chance.random() < 0.3 else words
            words = words.replace(" ", "  ", 1) if self.chance.random() < 0.3 else words
            pieces = [words[:cut], words[cut:]]
        for piece in pieces:
            paragraph.add_run(piece).bold = bold or None

    def _act(self) -> None:
        year, month, day = self.programme.order_date.split("-")
        date, number = f"{int(day)} {MONTHS[int(month) - 1]} {year} года", f"№ {self.programme.order_number}"
        self._heading("Отдел образования администрации муниципального округа")
        self._heading("ПРИКАЗ")
        if self.layout.act == "table":
            table = self.document.add_table(1, 3)
            for cell, words in zip(table.rows[0].cells, (f"от {date}", "с. Озёрное", number), strict=True):
                cell.text = words
        else:
            self._text(f"от {date}\t{number}", WD_ALIGN_PARAGRAPH.LEFT)
            self._text("с. Озёрное", WD_ALIGN_PARAGRAPH.CENTER)
        self._text("Об утверждении муниципальной программы поддержки школ", WD_ALIGN_PARAGRAPH.LEFT)
        self._text("В целях повышения качества образования п р и к а з ы в а ю:")
        self._text("1. Утвердить муниципальную программу поддержки школ (приложение № 1).")
        self._text("2. Руководителям школ обеспечить её выполнение.")
        self._text("Начальник отдела образования\tО.П. Иванцова", WD_ALIGN_PARAGRAPH.LEFT)

    def _caption(self) -> None:
        for words in ("Приложение № 1", "к приказу отдела образования", f"№ {self.programme.order_number}"):
            self._text(words, WD_ALIGN_PARAGRAPH.RIGHT)

    def _passport(self) -> None:
        self._heading("Паспорт программы")
        if self.layout.passport == "tabs":
            for label, text in self.programme.passport:
                first, *rest = text.split("\n")
                self._text(f"{label}\t{first}", WD_ALIGN_PARAGRAPH.LEFT)
                for line in rest:
                    self._text(line)
            return
        table = self.document.add_table(0, 2)
        for label, text in self.programme.passport:
            lines = text.split("\n")
            cells = table.add_row().cells
            self._fill(cells[0].paragraphs[0], label)
            kept = lines[:1] if self.layout.passport == "parted" else lines
            self._fill_lines(cells[1], kept)
            for line in lines[len(kept) :]:
                self._fill_lines(table.add_row().cells[1], [line])

    def _fill_lines(self, cell, lines: list[str]) -> None:
        for place, line in enumerate(lines):
            self._fill(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), line)

    # Tables

    def _indicators(self) -> None:
        periods, rows = self.programme.periods, self.programme.indicators
        if self.layout.periods == "in rows":
            table = self.document.add_table(1, 1 + len(rows))
            self._row(table.rows[0], ["Год", *(name for _n, name, _v, _b in rows)])
            for place, period in enumerate(periods):
                self._row(table.add_row(), [f"{period} год (план)", *(values[place] for _n, _name, values, _b in rows)])
            return
        if self.layout.periods == "one row":
            table = self.document.add_table(1, 3 + len(periods))
            self._row(table.rows[0], ["№", "Показатель", "Базовое значение", *(f"{period} год" for period in periods)])
        else:
            table = self.document.add_table(2, 3 + len(periods))
            over = {"over years": "Значения по годам", "plan and fact": "Плановые значения показателя"}
            upper = ["№ п/п", "Наименование показателя", "Базовое значение", over[self.layout.periods]]
            for column in range(3):
                table.cell(0, column).merge(table.cell(1, column))
                self._fill(table.cell(0, column).paragraphs[0], upper[column])
            table.cell(0, 3).merge(table.cell(0, 2 + len(periods)))
            self._fill(table.cell(0, 3).paragraphs[0], upper[3])
            for place, period in enumerate(periods):
                self._fill(table.cell(1, 3 + place).paragraphs[0], period)
        for number, name, values, base in rows:
            self._row(table.add_row(), [number, name, base, *values])

    def _row(self, row, texts: list[str]) -> None:
        for cell, text in zip(row.cells, texts, strict=True):
            self._fill_lines(cell, text.split("\n"))

    def _plan(self) -> None:
        columns = self.layout.columns
        if self.layout.directions == "joined column":
            columns = ("direction", *columns)
        titles = [self.chance.choice(TITLES[column]) for column in columns]
        table = self._plan_table(titles)
        for place, direction in enumerate(self.programme.directions):
            if self.layout.directions == "own table" and place:
                table = self._begin_own_table(direction, titles)
            elif self.layout.directions == "own table":
                self._remove(table)
                table = self._begin_own_table(direction, titles)
            elif self.layout.parted_tables and place == 1:
                self.document.add_paragraph()
                table = self.document.add_table(0, len(columns))
            elif self.layout.repeated_headings and place == 1:
                self._row(table.add_row(), titles)
            self._direction(table, columns, direction)

    def _plan_table(self, titles: list[str]):
        table = self.document.add_table(1, len(titles))
        self._row(table.rows[0], titles)
        if self.layout.column_numbers:
            self._row(table.add_row(), [str(number) for number in range(1, len(titles) + 1)])
        return table

    def _remove(self, table) -> None:
        table._tbl.getparent().remove(table._tbl)

    def _begin_own_table(self, direction, titles: list[str]):
        self._heading(direction.title)
        return self._plan_table(titles)

    def _direction(self, table, columns: tuple[str, ...], direction) -> None:
        if self.layout.directions == "joined row":
            row = table.add_row()
            row.cells[0].merge(row.cells[-1])
            self._fill(row.cells[0].paragraphs[0], f"{direction.number} {direction.title}")
        elif self.layout.directions == "numbered row":
            row = table.add_row()
            self._fill(row.cells[0].paragraphs[0], direction.number)
            row.cells[1].merge(row.cells[-1])
            self._fill(row.cells[1].paragraphs[0], direction.title)
        elif self.layout.directions == "plain row":
            row = table.add_row()
            self._fill(row.cells[columns.index("number")].paragraphs[0], direction.number)
            self._fill(row.cells[columns.index("name")].paragraphs[0], direction.title)
        first = None
        for activity in direction.activities:
            row = table.add_row()
            first = first or row
            for column, cell in zip(columns, row.cells, strict=True):
                if column == "direction":
                    continue
                words = getattr(activity, column)
                if column == "number" and self.layout.numbers == "lost":
                    words = ""
                self._fill_lines(cell, [words])
        if self.layout.directions == "joined column":
            cell = first.cells[0].merge(table.rows[-1].cells[0])
            for spare in cell.paragraphs[1:]:
                spare._p.getparent().remove(spare._p)
            self._fill(cell.paragraphs[0], direction.title)
            cell.width = Cm(3)


def expected(programme: MadeProgramme, layout: Layout) -> dict[str, str]:
    """Return what a reader should find, by the same paths as in `facts_of`."""
    found: dict[str, str] = {"title": programme.title, "period": f"{programme.start}-{programme.end}"}
    if layout.act != "none":
        found |= {"order.number": programme.order_number, "order.date": programme.order_date}
        found |= {"clause.0": "Утвердить муниципальную программу поддержки школ (приложение № 1)."}
        found |= {"clause.1": "Руководителям школ обеспечить её выполнение.", "signatory": "О.П. Иванцова"}
    for place, (label, text) in enumerate(programme.passport):
        found |= {f"passport.{place}.label": label, f"passport.{place}.text": text}
    for title, text in programme.sections:
        found[f"section.{title}"] = text
    for place, (_number, name, values, base) in enumerate(programme.indicators):
        found[f"indicator.{place}.name"] = name
        for period, value in zip(programme.periods, values, strict=True):
            found[f"indicator.{place}.{period}.plan"] = value
        if layout.periods != "in rows":
            found[f"indicator.{place}.base"] = base
    for at, direction in enumerate(programme.directions):
        found[f"direction.{at}"] = direction.title
        for place, activity in enumerate(direction.activities):
            for key in ("name", "term", "responsible", "result"):
                if key in layout.columns:
                    found[f"activity.{at}.{place}.{key}"] = getattr(activity, key)
            if layout.numbers == "typed" and "number" in layout.columns:
                found[f"activity.{at}.{place}.number"] = activity.number
    return {key: " ".join(text.split()) for key, text in found.items()}


def facts_of(document: dict) -> dict[str, str]:
    """Return what was found in a recognised document, by the same paths."""
    programme = document["programme"]
    period = programme.get("period", {})
    found = {"title": programme["title"], "period": f"{period.get('start')}-{period.get('end')}"}
    for order in document.get("orders", [])[:1]:
        found |= {"order.number": order.get("number", ""), "order.date": order.get("date", "")}
        found |= {f"clause.{place}": text for place, text in enumerate(order.get("clauses", []))}
        found["signatory"] = order.get("signatory", {}).get("name", "")
    for place, row in enumerate(programme.get("passport", [])):
        found |= {f"passport.{place}.label": row["label"], f"passport.{place}.text": row["text"]}
    for section in programme.get("sections", []):
        if "text" in section:
            found[f"section.{section.get('title', '')}"] = section["text"]
    rows = [row for group in programme.get("indicators", {}).get("groups", []) for row in group["rows"]]
    for place, row in enumerate(rows):
        found |= {f"indicator.{place}.name": row.get("name", ""), f"indicator.{place}.base": row.get("baseline", "")}
        for label, each in row.get("values", {}).items():
            found |= {f"indicator.{place}.{label}.{kind}": text for kind, text in each.items()}
    for at, direction in enumerate(programme.get("roadmap", {}).get("directions", [])):
        found[f"direction.{at}"] = direction.get("title", "")
        for place, activity in enumerate(direction.get("activities", [])):
            found |= {
                f"activity.{at}.{place}.{key}": activity[key] for key in activity if isinstance(activity[key], str)
            }
    return {key: " ".join(text.split()) for key, text in found.items()}
