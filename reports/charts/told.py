from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.blocks.content import Chart
from reports.layout.charts.figure import chart_figure


@dataclass(frozen=True)
class ToldChart:
    """A chart and a sentence about what it shows."""

    chart: Chart
    sentence: str

    @property
    def html(self) -> SafeString:
        return chart_figure(self.chart, self.sentence)
