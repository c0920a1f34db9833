from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accounts.roles import Permission
from reports.desks.kinds import Desk, DeskKind, desks_of
from reports.desks.queries.department import department_desk
from reports.desks.queries.portal_state import portal_state
from reports.desks.queries.programme import programme_desk
from reports.desks.queries.school import school_desk
from reports.desks.queries.specialist import specialist_desk
from reports.kinds.region_summary.queries import RegionSummary, municipality_lines
from reports.layout.charts.figure import chart_figure
from schools.access.scope import scope_of
from schools.acting.session import act_for_the_only_one
from schools.directory.models import Municipality, School


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the desk that the person asks for, or their first one; an empty portal leads to its set-up."""
    act_for_the_only_one(request)
    if scope_of(request.user).everywhere and not Municipality.objects.exists():
        return redirect("setup-home")
    desks = desks_of(request.user)
    desk = _find_desk(desks, request.GET.get("desk", ""))
    if desk is None:
        return render(request, "reports/desks/nobody.html")
    shown = {"desks": desks, "desk": desk, "municipality": desk.municipality, "today": timezone.localdate()}
    return render(request, f"reports/desks/{desk.kind.value}.html", shown | _CONTEXTS[desk.kind](request, desk))


def _find_desk(desks: list[Desk], key: str) -> Desk | None:
    """Return the desk with that key, or the first one for an empty key. Raises Http404 if there is no such desk."""
    if not key:
        return desks[0] if desks else None
    if found := [desk for desk in desks if desk.key == key]:
        return found[0]
    raise Http404("Такого рабочего стола у вас нет.")


def _department(request: HttpRequest, desk: Desk) -> dict:
    return {"morning": department_desk(desk.municipality, timezone.localdate())}


def _specialist(request: HttpRequest, desk: Desk) -> dict:
    return {"work": specialist_desk(request.user, desk.municipality, timezone.localdate())}


def _school(request: HttpRequest, desk: Desk) -> dict:
    scope = scope_of(request.user)
    schools = list(School.objects.filter(pk__in=scope.school_ids))
    return {
        "expected": school_desk(schools, timezone.localdate()),
        "reports": scope.has(Permission.REPORT_FOR_SCHOOL),
    }


def _region(request: HttpRequest, desk: Desk) -> dict:
    lines = municipality_lines(Municipality.objects.visible_to(request.user), timezone.localdate())
    return {"summary": RegionSummary("", lines)}


def _programme(request: HttpRequest, desk: Desk) -> dict:
    shown = programme_desk(desk.municipality, timezone.localdate(), request.GET.get("programme", ""))
    chart = shown.chart if shown else None
    sentence = (
        "Сколько из порученного закрыто в каждом направлении и сколько полагалось к сегодняшнему дню, в процентах."
    )
    return {"shown": shown, "chart": chart and chart_figure(chart, sentence)}


def _portal(request: HttpRequest, desk: Desk) -> dict:
    scope = scope_of(request.user)
    municipalities = Municipality.objects.visible_to(request.user)
    own = None if scope.everywhere else municipalities.first()
    return {
        "own_municipality": own,
        "people_url": reverse("person-list", args=[own.pk]) if own else reverse("admin:accounts_user_changelist"),
        "letters_url": reverse("admin:letters_letter_changelist"),
        "state": portal_state(municipalities, timezone.now(), is_whole=scope.everywhere),
        "must_choose": scope.everywhere and not scope.acts_for,
    }


# The functions that make the context of each kind's template.
_CONTEXTS: dict[DeskKind, Callable[[HttpRequest, Desk], dict]] = {
    DeskKind.DEPARTMENT: _department,
    DeskKind.SPECIALIST: _specialist,
    DeskKind.SCHOOL: _school,
    DeskKind.REGION: _region,
    DeskKind.PROGRAMME: _programme,
    DeskKind.PORTAL: _portal,
}
