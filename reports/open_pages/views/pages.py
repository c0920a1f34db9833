"""The pages that everybody sees. They are made without the request, so that they contain nobody's session or name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from portal.files import file_response
from reports.layout.charts.svg import chart_html
from reports.open_pages.access import public
from reports.open_pages.models import OpenProgramme
from reports.open_pages.queries.charts import chart_of
from reports.open_pages.queries.cycle import programme_cycle
from reports.open_pages.queries.datasets import DATASETS
from reports.open_pages.queries.figures import open_tables, short_label
from reports.open_pages.queries.opened import OpenedMunicipality, opened_municipalities
from reports.open_pages.queries.plan import open_plan

_CHART_MM = 110  # narrow enough for its letters to be legible on a phone


def page_of(template: str, **context) -> HttpResponse:
    return HttpResponse(render_to_string(f"reports/open_pages/{template}.html", context))


@public
def open_home(request: HttpRequest) -> HttpResponse:
    """List all municipalities that show anything. Raises Http404 if none does."""
    municipalities = list(opened_municipalities())
    if not municipalities:
        raise Http404("Открытых страниц нет.")
    return page_of("home", municipalities=municipalities)


def municipality_page(opened: OpenedMunicipality) -> HttpResponse:
    year = timezone.localdate().year
    in_force = [mark for mark in opened.marks if mark.programme.end_year >= year]
    over = [mark for mark in opened.marks if mark.programme.end_year < year]
    return page_of("municipality", opened=opened, root="./", in_force=in_force, over=over)


def programme_page(opened: OpenedMunicipality, programme_pk: int) -> HttpResponse:
    cycle = programme_cycle(opened, _mark(opened, programme_pk), timezone.localdate())
    return page_of("programme", opened=opened, root="../../", cycle=cycle, programme=cycle.programme)


def indicators_page(opened: OpenedMunicipality, programme_pk: int) -> HttpResponse:
    mark = _mark(opened, programme_pk)
    table = open_tables(opened.marks).get(programme_pk)
    if table is None:
        raise Http404("Показатели этой программы не открыты.")
    charts = [(row, chart_html(chart, _CHART_MM)) for row in table.rows if (chart := chart_of(row))]
    return page_of(
        "indicators", opened=opened, root="../../../", programme=mark.programme, table=table, charts=charts,
        labels=[short_label(label) for label in table.labels],
        width=2 + 2 * len(table.labels) + table.has_baselines + table.has_targets,
    )  # fmt: skip


def plan_page(opened: OpenedMunicipality, programme_pk: int) -> HttpResponse:
    mark = _mark(opened, programme_pk)
    plan = open_plan(mark.programme, timezone.localdate()) if mark.shows_roadmap else None
    if plan is None:
        raise Http404("План мероприятий этой программы не открыт.")
    return page_of("plan", opened=opened, root="../../../", programme=mark.programme, plan=plan)


def document_file(opened: OpenedMunicipality, document_pk: int) -> HttpResponse:
    """Serve the PDF as it was issued."""
    found = next((each.document for each in opened.documents if each.document_id == document_pk), None)
    if found is None:
        raise Http404("Такого открытого документа нет.")
    try:
        content = found.pdf.open().read()
    except OSError:
        raise Http404("Файла нет в хранилище портала.") from None
    return file_response(content, "application/pdf", f"{found.file_name}.pdf", inline=True)


def data_page(opened: OpenedMunicipality) -> HttpResponse:
    context = {"datasets": DATASETS.values(), "today": timezone.localdate()}
    return page_of("data", opened=opened, root="../", **context)


def _mark(opened: OpenedMunicipality, programme_pk: int) -> OpenProgramme:
    mark = opened.mark_of(programme_pk)
    if mark is None:
        raise Http404("Такой открытой программы нет.")
    return mark
