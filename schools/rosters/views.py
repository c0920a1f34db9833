from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from portal.forms import require_safe_or_post
from portal.offers import offers_at
from portal.text.plurals import counted
from schools.directory.access import managed_municipality
from schools.directory.models import Municipality
from schools.people.permissions import roles_given_by
from schools.rosters.columns import PEOPLE, SCHOOLS
from schools.rosters.person_plan import accept_people, plan_people
from schools.rosters.plan import RosterPlan
from schools.rosters.school_plan import accept_schools, plan_schools
from schools.rosters.two_passes import Roster, roster_page


@require_safe_or_post
def school_roster(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    roster = Roster(
        SCHOOLS, lambda placed, answers: plan_schools(municipality, placed, answers), accept_schools,
        "Школы списком", reverse("school-list", args=[pk]),
        "Нужно название; полное название, вид, адрес, директор, почта, число учащихся — если они есть.",
    )  # fmt: skip
    return roster_page(request, municipality, roster, _tell_schools)


@require_safe_or_post
def person_roster(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    roster = Roster(
        PEOPLE, lambda placed, answers: plan_people(municipality, placed, answers, by=request.user), accept_people,
        "Люди списком", reverse("person-list", args=[pk]),
        "Нужны фамилия с именем и адрес почты; роль или должность и школа — чтобы меньше спрашивать.",
        tuple((role.label, role.description) for role in roles_given_by(request.user, pk)),
    )  # fmt: skip
    return roster_page(request, municipality, roster, _tell_people)


def _tell_schools(request: HttpRequest, municipality: Municipality, plan: RosterPlan, new: int) -> None:
    message = f"Заведено: {counted(new, 'школа', 'школы', 'школ')}, изменено: {plan.counts['changed']}."
    link = reverse("person-roster", args=[municipality.pk])
    messages.success(request, format_html('{} Дальше — <a href="{}">люди списком</a>.', message, link))


def _tell_people(request: HttpRequest, municipality: Municipality, plan: RosterPlan, new: int) -> None:
    message = f"Заведено: {counted(new, 'человек', 'человека', 'человек')}, получили роль: {plan.counts['changed']}."
    further = offers_at("people-are-listed", {"user": request.user}, municipality)
    messages.success(
        request,
        format_html(
            "{} Теперь пригласите новых: письмом или листом с кодами.{}",
            message,
            format_html_join("", " Дальше — {}.", ((html,) for html in further)),
        ),
    )
