"""Builds charts that Excel and Word draw themselves: editable, with their figures in cells of a sheet."""

from dataclasses import dataclass

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as NativeSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from portal.workbook import put_text
from reports.blocks.content import Chart
from reports.layout.charts.axis import Axis
from reports.layout.charts.drawing import SeriesStyle, style_of
from reports.layout.charts.figures_in_words import figure_words, figures_of, known, limit_words, one_line

MOST_LABELLED = 40  # with more figures in a chart none are written beside their marks
_EMU_PER_POINT = 12_700
_LINE_MM = 6
_FILLS = {"rising": "wdUpDiag", "dots": "pct30", "falling": "wdDnDiag", "level": "narHorz"}
_DASHES = {"second": "dash", "third": "sysDot", "fourth": "dashDot", "fifth": "lgDash", "sixth": "sysDash"}
_MARKERS = {
    "first": "circle", "second": "square", "third": "triangle", "fourth": "diamond", "fifth": "x", "sixth": "dash",
}  # fmt: skip


@dataclass(frozen=True)
class DataTable:
    """A chart's categories, series and threshold as columns of a sheet, below a row of names, from the given cell on.

    Where a chart is split, `skipped` is the number of categories in the pieces before this one.
    """

    sheet: Worksheet
    chart: Chart
    row: int = 1
    column: int = 1
    skipped: int = 0

    @property
    def columns(self) -> list[tuple[str, list]]:
        """Return name and figures of each series, and of the threshold, except for bars, where it is no line."""
        series = [
            (one_line(each.name) or f"Ряд {number}", figures_of(self.chart, each))
            for number, each in enumerate(self.chart.series, 1)
        ]
        limit = known(self.chart.limit)
        if limit is not None and self.chart.kind != "bars":
            series.append((limit_words(self.chart), [limit] * len(self.chart.categories)))
        return series

    def write(self) -> None:
        for number, category in enumerate(self.chart.categories, 1):
            put_text(self.sheet.cell(self.row + number, self.column), one_line(category))
        for number, (name, figures) in enumerate(self.columns, 1):
            put_text(self.sheet.cell(self.row, self.column + number), name)
            for place, figure in enumerate(figures, 1):
                cell = self.sheet.cell(self.row + place, self.column + number)
                if is_of_excel(figure):
                    cell.value = figure
                elif figure is not None:
                    put_text(cell, figure_words(figure))

    def names(self) -> AxDataSource:
        points = [StrVal(idx=number, v=one_line(each)) for number, each in enumerate(self.chart.categories)]
        cache = StrData(ptCount=len(points), pt=points)
        return AxDataSource(strRef=StrRef(f=self._cells(self.column), strCache=cache))

    def label(self, number: int) -> SeriesLabel:
        cell = f"{get_column_letter(self.column + number)}{self.row}"
        cache = StrData(ptCount=1, pt=[StrVal(idx=0, v=self.columns[number - 1][0])])
        return SeriesLabel(strRef=StrRef(f=f"{self._sheet}!{absolute_coordinate(cell)}", strCache=cache))

    def values(self, number: int) -> NumDataSource:
        figures = self.columns[number - 1][1]
        points = [NumVal(idx=place, v=float(each)) for place, each in enumerate(figures) if is_of_excel(each)]
        cache = NumData(formatCode="General", ptCount=len(figures), pt=points)
        return NumDataSource(numRef=NumRef(f=self._cells(self.column + number), numCache=cache))

    @property
    def _sheet(self) -> str:
        return quote_sheetname(self.sheet.title)

    def _cells(self, column: int) -> str:
        letter, first = get_column_letter(column), self.row + 1 + self.skipped
        return f"{self._sheet}!${letter}${first}:${letter}${first + max(len(self.chart.categories), 1) - 1}"


def is_of_excel(figure) -> bool:
    """Return whether Excel can hold the figure, whose numbers end at about 10³⁰⁸."""
    return figure is not None and -300 < figure.adjusted() < 300


def native_chart(table: DataTable, axis: Axis, width: float, height: float) -> BarChart | LineChart:
    """Build the chart for Excel or Word; its width and height are in millimetres."""
    chart = table.chart
    native = LineChart() if chart.kind == "lines" else BarChart()
    native.width, native.height = width / 10, height / 10
    if isinstance(native, BarChart):
        native.barDir = "bar" if chart.kind == "bars" else "col"
        native.gapWidth = 60 if len(chart.categories) > 2 or chart.kind == "bars" else 300
    if chart.kind == "bars":
        native.layout = _room_for_names(table, height)
    count = len(chart.series)
    for number in range(1, count + 1):
        native.series.append(_series(table, number, is_line=chart.kind == "lines"))
    _set_axes(native, chart, axis)
    if len(table.columns) > count:
        threshold = LineChart()
        threshold.series.append(_threshold(table, count + 1))
        native += threshold
    _set_title(native, chart)
    native.roundedCorners, native.display_blanks = False, "gap"
    native.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    if len(table.columns) > 1:
        native.legend.position, native.legend.overlay = "b", False
    else:
        native.legend = None
    if count * len(chart.categories) <= MOST_LABELLED:
        native.dataLabels = _only_values("t" if chart.kind == "lines" else "outEnd")
    return native


def _room_for_names(table: DataTable, height: float) -> Layout:
    """Lay the plot out so that long names, broken into lines, have room left of the bars."""
    top = 2 * _LINE_MM + bool(limit_words(table.chart)) * _LINE_MM
    bottom = 2 * _LINE_MM + (len(table.columns) > 1) * 2 * _LINE_MM + bool(table.chart.unit) * _LINE_MM
    place = {"x": 0.44, "y": top / height, "w": 0.5, "h": max(height - top - bottom, height / 3) / height}
    return Layout(ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", **place))


def _series(table: DataTable, number: int, *, is_line: bool) -> NativeSeries:
    style = style_of(number - 1)
    series = NativeSeries(idx=number - 1, order=number - 1, tx=table.label(number))
    series.cat, series.val = table.names(), table.values(number)
    if is_line:
        series.graphicalProperties = GraphicalProperties(ln=_line(style.colour, _DASHES.get(style.name, "solid"), 1.75))
        fill = GraphicalProperties(solidFill=style.colour[1:], ln=LineProperties(solidFill=style.colour[1:]))
        series.marker, series.smooth = Marker(_MARKERS[style.name], 6, fill), False
    else:
        series.graphicalProperties, series.invertIfNegative = _fill_properties(style), False
    return series


def _threshold(table: DataTable, number: int) -> NativeSeries:
    series = NativeSeries(idx=number - 1, order=number - 1, tx=table.label(number))
    series.cat, series.val = table.names(), table.values(number)
    series.graphicalProperties = GraphicalProperties(ln=_line("#b00020", "dash", 1.75))
    series.marker, series.smooth = Marker("none"), False
    series.dLbls = DataLabelList(delete=True)
    return series


def _line(colour: str, dash: str, points: float) -> LineProperties:
    return LineProperties(w=int(points * _EMU_PER_POINT), solidFill=colour[1:], prstDash=dash)


def _fill_properties(style: SeriesStyle) -> GraphicalProperties:
    black = LineProperties(w=_EMU_PER_POINT // 2, solidFill="000000")
    if not style.is_patterned:
        return GraphicalProperties(solidFill=style.colour[1:], ln=black)
    colours = ColorChoice(srgbClr=style.colour[1:]), ColorChoice(srgbClr="FFFFFF")
    return GraphicalProperties(pattFill=PatternFillProperties(_FILLS[style.pattern], *colours), ln=black)


def _only_values(position: str) -> DataLabelList:
    others = ("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return DataLabelList(dLblPos=position, showVal=True, **dict.fromkeys(others, False))


def _set_axes(native: BarChart | LineChart, chart: Chart, axis: Axis) -> None:
    native.x_axis.delete = native.y_axis.delete = False
    native.x_axis.tickLblPos, native.x_axis.noMultiLvlLbl = "low", True
    native.x_axis.tickLblSkip = 1 if chart.kind == "bars" else None
    native.y_axis.number_format, native.y_axis.numFmt.sourceLinked = "General", False
    native.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(w=6350, solidFill="C8C8C8"))
    if all(map(is_of_excel, (axis.lowest, axis.highest, axis.step))):
        native.y_axis.scaling.min, native.y_axis.scaling.max = float(axis.lowest), float(axis.highest)
        native.y_axis.majorUnit = float(axis.step)
    if chart.kind == "bars":
        # The first category at the top, the figures at the bottom.
        native.x_axis.scaling.orientation, native.y_axis.crosses = "maxMin", "max"
    if unit := one_line(chart.unit):
        native.y_axis.title = _title([unit], 900, is_bold=False)


def _set_title(native: BarChart | LineChart, chart: Chart) -> None:
    """Set the title, with the threshold of bars in it, since Excel draws no line across bars."""
    lines = [one_line(chart.title), limit_words(chart) if chart.kind == "bars" else ""]
    if any(lines):
        native.title = _title([line for line in lines if line], 1100)


def _title(lines: list[str], size: int, *, is_bold: bool = True) -> Title:
    letters = CharacterProperties(sz=size, b=is_bold)
    runs = [RegularTextRun(CharacterProperties(sz=size, b=is_bold), line) for line in lines]
    paragraphs = [Paragraph(ParagraphProperties(defRPr=letters), r=[run]) for run in runs]
    return Title(tx=Text(rich=RichText(p=paragraphs)), overlay=False, layout=Layout())
