"""Charts in Word documents, which Word draws itself; «Изменить данные» opens their figures as a workbook."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.shape import CT_Inline
from docx.oxml.text.paragraph import CT_P
from docx.parts.story import StoryPart
from docx.shared import Mm
from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Font, ParagraphProperties
from openpyxl.drawing.text import Paragraph as ChartParagraph
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import Element, SubElement, tostring

from portal.workbook import workbook_bytes
from reports.blocks.content import Chart
from reports.layout.charts.axis import Axis, value_axis
from reports.layout.charts.figures_in_words import chart_words, one_line
from reports.layout.charts.native import DataTable, native_chart
from reports.layout.charts.pages import as_it_fits, editable
from reports.layout.docx.manuscript import Manuscript
from reports.layout.widths import PageSetting

FONT = "Times New Roman"
_SHEET, _DATA = "Данные", "rId1"
# The height of a page's text, less a heading.
_HEIGHT_MM = {"portrait": 215, "landscape": 140}

_INLINE = (
    "<wp:inline {namespaces} distT='0' distB='0' distL='0' distR='0'><wp:extent cx='{width}' cy='{height}'/>"
    "<wp:docPr id='{number}' name='Диаграмма {number}'/><wp:cNvGraphicFramePr/>"
    "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/chart'>"
    "<c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' r:id='{relation}'/>"
    "</a:graphicData></a:graphic></wp:inline>"
)


def chart_elements(chart: Chart, setting: PageSetting, scale: float, manuscript: Manuscript) -> list[CT_P]:
    """Return a paragraph for each drawing of the chart; there are several if it is higher than a page."""
    paragraphs = []
    width, height = setting.width * scale, _HEIGHT_MM[setting.orientation]
    for drawing in chart_drawings(manuscript.document.part, chart, width, height):
        element = OxmlElement("w:p")
        element.add_r().add_drawing(drawing)
        paragraphs.append(element)
    return paragraphs


def chart_drawings(part: StoryPart, chart: Chart, width: float, height: float) -> list[CT_Inline]:
    """Return the chart as inline drawings of at most `height` millimetres, and add their parts to the package."""
    axis = value_axis(as_it_fits(chart, width))
    return [_drawing(part, piece, axis, width, own) for piece, own in editable(chart, width, height)]


def _drawing(part: StoryPart, chart: Chart, axis: Axis, width: float, height: float) -> CT_Inline:
    chart_part = _chart_part(part.package, chart, axis, width, height)
    relation = part.relate_to(chart_part, RELATIONSHIP_TYPE.CHART)
    # Unique, even though drawings made before may not stand in the text yet.
    number = part.next_id + chart_part.partname.idx
    places = {"namespaces": nsdecls("wp", "a", "r"), "number": number, "relation": relation}
    inline = parse_xml(_INLINE.format(width=Mm(width), height=Mm(height), **places))
    inline.docPr.set("title", one_line(chart.title))
    inline.docPr.set("descr", chart_words(chart))
    return inline


def _chart_part(package: OpcPackage, chart: Chart, axis: Axis, width: float, height: float) -> Part:
    """Make the package's part of a chart, with the workbook of its figures."""
    workbook = Workbook()
    workbook.active.title = _SHEET
    table = DataTable(workbook.active, chart)
    table.write()
    name = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    data = Part(name, CONTENT_TYPE.SML_SHEET, workbook_bytes(workbook), package)
    xml = word_chart_xml(native_chart(table, axis, width, height), _DATA)
    part = Part(package.next_partname("/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, xml, package)
    part.load_rel(RELATIONSHIP_TYPE.PACKAGE, data, _DATA)
    return part


def word_chart_xml(native: ChartBase, data_relation: str) -> bytes:
    """Write the chart's XML, which has the figures too, so that Word draws it without opening their workbook."""
    tree = native._write()
    tree.insert(0, Element("lang", {"val": "ru-RU"}))
    letters = CharacterProperties(sz=900, latin=Font(typeface=FONT), cs=Font(typeface=FONT))
    tree.append(RichText(p=[ChartParagraph(ParagraphProperties(defRPr=letters))]).to_tree("txPr"))
    data = Element("externalData", {f"{{{REL_NS}}}id": data_relation})
    SubElement(data, "autoUpdate", {"val": "0"})
    tree.append(data)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tostring(tree)
