"""Building a workbook and, next to it, what is true of its cells."""

import csv as _csv
import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, range_boundaries

THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def shown(value, places):
    """As Excel shows it: halves go up."""
    return float(Decimal(str(round(value, 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


class F:
    """A formula with the result Excel had kept beside it."""

    def __init__(self, formula, kept, shown=None):
        self.formula, self.kept, self.shown = formula, kept, shown


class P:
    """A share kept as 0.85 and shown as 85 %."""

    def __init__(self, share, shown="0%"):
        self.share, self.shown = share, shown


class Book:
    def __init__(self, department):
        self.wb = Workbook()
        self.wb.remove(self.wb.active)
        self.kept = {}
        self.truth, self.not_taken, self.maybe = [], [], []
        self.units = {i["name"]: i["unit"] for i in department["indicators"]}
        self.schools = {s["name"] for s in department["schools"]}
        self.done = set()

    # what stands there
    def sheet(self, title, rows, at="A1", merged=(), bold=(), widths=None):
        ws = self.wb.create_sheet(title) if title not in self.wb.sheetnames else self.wb[title]
        left, top, _, _ = range_boundaries(at)
        for y, row in enumerate(rows, top):
            for x, value in enumerate(row, left):
                if value is None or value == "":
                    continue
                cell = ws.cell(y, x)
                if isinstance(value, F):
                    cell.value = value.formula
                    self.kept[title, cell.coordinate] = value.kept
                    if value.shown:
                        cell.number_format = value.shown
                elif isinstance(value, P):
                    cell.value = value.share
                    cell.number_format = value.shown
                else:
                    cell.value = value
                    if isinstance(value, str) and not value.startswith("#"):
                        cell.data_type = "s"
                cell.border = BORDER
                cell.alignment = Alignment(wrap_text=True, vertical="center")
        for place in merged:
            ws.merge_cells(place)
        for row in bold:
            for cell in ws[row]:
                cell.font = Font(bold=True)
        for letter, width in (widths or {}).items():
            ws.column_dimensions[letter].width = width
        return ws

    # what is true of it
    def number(self, sheet, place):
        cell = self.wb[sheet][place]
        value = self.kept.get((sheet, place), cell.value)
        if isinstance(value, str):
            found = re.fullmatch(r"\s*(-?\d+(?:[.,]\d+)?)\s*%?\s*", value)
            assert found, (sheet, place, value)
            return float(found[1].replace(",", "."))
        if "%" in cell.number_format:
            places = len(cell.number_format.partition(".")[2].rstrip("%"))
            return shown(value * 100, places)
        if cell.number_format != "General":
            return shown(value, len(cell.number_format.partition(".")[2]))
        return value

    def _mark(self, sheet, place):
        assert (sheet, place) not in self.done, (sheet, place, "twice")
        self.done.add((sheet, place))

    def take(self, sheet, place, school, indicator, year, kind, number=None):
        assert school is None or school in self.schools, school
        self._mark(sheet, place)
        number = self.number(sheet, place) if number is None else number
        self.truth.append((sheet, place, school, indicator, year, kind, number, self.units[indicator]))

    def no(self, sheet, places, reason):
        for part in places.split():
            left, top, right, bottom = range_boundaries(part)
            for y in range(top, bottom + 1):
                for x in range(left, right + 1):
                    place = f"{get_column_letter(x)}{y}"
                    if self.wb[sheet][place].value is None:
                        continue
                    self._mark(sheet, place)
                    self.not_taken.append((sheet, place, reason))

    def perhaps(self, sheet, place, school, indicator, year, kind, number, reason):
        assert school is None or school in self.schools, school
        self._mark(sheet, place)
        self.maybe.append((sheet, place, school, indicator, year, kind, number, self.units[indicator], reason))

    def grid(self, sheet, lines, measures, across=False):
        """What stands where a school's line meets a measure's, unless it is marked already.

        `lines` gives a row's school (a column's, if `across`), `measures` a column's (a row's) indicator, year and kind.
        """
        for line, school in lines.items():
            for measure, (indicator, year, kind) in measures.items():
                place = f"{line}{measure}" if across else f"{measure}{line}"
                if (sheet, place) in self.done or self.wb[sheet][place].value is None:
                    continue
                self.take(sheet, place, school, indicator, year, kind)

    def note(self, sheet, place, text):
        self.wb[sheet][place].comment = Comment(text, "Специалист")

    def colour(self, sheet, place, rgb):
        for row in self.wb[sheet][place] if ":" in place else [[self.wb[sheet][place]]]:
            for cell in row:
                cell.fill = PatternFill("solid", start_color=rgb)

    # the file
    def xlsx(self):
        file = io.BytesIO()
        self.wb.save(file)
        if not self.kept:
            return file.getvalue()
        result = io.BytesIO()
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                data = old.read(item)
                found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", item.filename)
                if found:
                    title = self.wb.sheetnames[int(found[1]) - 1]
                    data = self._keep(title, data.decode()).encode()
                new.writestr(item, data)
        return result.getvalue()

    def _keep(self, title, xml):
        for (sheet, place), value in self.kept.items():
            if sheet != title:
                continue
            kind = (
                ' t="e"'
                if isinstance(value, str) and value.startswith("#")
                else ' t="str"'
                if isinstance(value, str)
                else ""
            )
            xml, count = re.subn(
                rf'<c r="{place}"((?: s="\d+")?)[^>]*>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>',
                lambda m: f'<c r="{place}"{m[1]}{kind}>{m[2]}<v>{value}</v></c>',
                xml,
            )
            assert count == 1, (title, place, count)
        return xml

    def csv(self, encoding):
        """The first sheet as Excel saves it here: semicolons, decimal commas, what is shown."""
        sheet = self.wb.worksheets[0]
        file = io.StringIO()
        writer = _csv.writer(file, delimiter=";", lineterminator="\r\n")
        for row in sheet.iter_rows():
            writer.writerow([self._shown(sheet.title, cell) for cell in row])
        return file.getvalue().encode(encoding)

    def _shown(self, title, cell):
        value = self.kept.get((title, cell.coordinate), cell.value)
        if value is None or isinstance(value, str):
            return {"#DIV/0!": "#ДЕЛ/0!"}.get(value, value) or ""
        if "%" in cell.number_format:
            places = len(cell.number_format.partition(".")[2].rstrip("%"))
            return f"{value * 100:.{places}f}%".replace(".", ",")
        if cell.number_format != "General":
            return f"{value:.{len(cell.number_format.partition('.')[2])}f}".replace(".", ",")
        return str(value).replace(".", ",")
