from collections.abc import Iterable

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from indicators.catalogue.models import Period
from indicators.collections.models import Collection
from indicators.identification.models import Run
from portal.accounts.roles import Permission
from portal.offers import offered_at
from reports.charts.distribution import distribution_charts
from reports.charts.plan_and_fact import plan_and_fact_charts
from reports.charts.told import ToldChart
from roadmap.programmes.models import Programme
from roadmap.targets.queries.lines import TargetGroup
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School


@offered_at("programme-indicators")
def plan_beside_fact(context, programme: Programme, *, groups: list[TargetGroup], school: School | None) -> str:
    """Offer charts of the municipality's values only, since a school has no plans."""
    return _render_charts("План и факт по годам", [] if school else plan_and_fact_charts(groups))


@offered_at("school-charts")
def school_beside_municipality(context, school: School) -> str:
    """Offer a link to a page of charts: they need all schools' values, for which the school's table mustn't wait."""
    return _link("school-values-charts", (school.pk,), "Графики: школа рядом с муниципалитетом")


@offered_at("run")
def schools_beside_threshold(context, run: Run) -> str:
    return _render_charts("Школы по обе стороны границы", distribution_charts(run))


@offered_at("value-grid")
def map_of_values(context, municipality: Municipality, *, period: Period) -> str:
    if not scope_of(context["user"]).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality.pk):
        return ""
    return _link("value-map", (municipality.pk, period.label), "Карта показателей")


@offered_at("collection")
def map_of_collection(context, collection: Collection) -> str:
    return _link("collection-map", (collection.pk,), "Карта заполненности")


def _render_charts(title: str, charts: Iterable[ToldChart]) -> str:
    """Render the charts, folded at first so that they don't push aside what people came for."""
    return render_to_string("reports/charts/_charts.html", {"title": title, "charts": charts}) if charts else ""


def _link(name: str, arguments: tuple, label: str) -> str:
    return format_html(
        '<p class="mb-3"><a class="btn btn-sm btn-outline-primary" href="{}">{}</a></p>',
        reverse(name, args=arguments),
        label,
    )
