"""A chart on a page: the same drawing as in documents, a sentence about it, and its figures as a table on a click."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.blocks.content import Chart
from reports.layout.charts.figures_in_words import NO_FIGURE, figure_words, figures_of, limit_words
from reports.layout.charts.svg import PORTRAIT_WIDTH, chart_html


def chart_figure(chart: Chart, sentence: str, width: float = PORTRAIT_WIDTH) -> SafeString:
    rows = [
        (category, [NO_FIGURE if each is None else figure_words(each) for each in figures])
        for category, *figures in zip(
            chart.categories, *(figures_of(chart, series) for series in chart.series), strict=True
        )
    ]
    shown = {
        "chart": chart,
        "drawing": chart_html(chart, width),
        "sentence": sentence,
        "names": [series.name for series in chart.series],
        "rows": rows,
        "limit": limit_words(chart),
    }
    return render_to_string("reports/layout/chart_figure.html", shown)
