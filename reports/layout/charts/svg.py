"""Charts as vectors in HTML, for PDF and for pages."""

from zlib import crc32

from django.template.loader import get_template
from django.utils.safestring import SafeString

from reports.blocks.content import Chart
from reports.layout.charts.drawing import STYLES
from reports.layout.charts.pages import drawn

PORTRAIT_WIDTH, PORTRAIT_HEIGHT, LANDSCAPE_HEIGHT = 170, 215, 140


def chart_html(chart: Chart, width: float = PORTRAIT_WIDTH) -> SafeString:
    """Render the chart as SVG of that width in millimetres, split into as many drawings as the page's height needs."""
    height = PORTRAIT_HEIGHT if width <= PORTRAIT_WIDTH else LANDSCAPE_HEIGHT
    drawings = drawn(chart, width, height)
    # Patterns need names that are unique in the whole page.
    named = [(f"chart-{crc32(each.words.encode()):08x}", each) for each in drawings]
    return get_template("reports/layout/blocks/chart.html").render({"drawings": named, "styles": STYLES})
