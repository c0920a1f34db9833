"""Each entry of a bulk action says who did it, on whose behalf, through what, and why; and that it was one deed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from indicators.collections.models import Collection
from portal.history.models import Change, Way
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from tests.factories import make_collection, make_indicator, make_school
from tests.indicators.reversals.test_reversals import put, take_back
from tests.indicators.workbooks.excel_books import confirm, send, table
from tests.test_access import client_in

WHY = "Так решила комиссия"
BOTH = ["Берёзовская СОШ", "Сосновская ООШ"]


def waive(client, district):
    client.post(reverse("assignment-waivers"), {"step": "waive", "because": WHY, "everything": "1"})


def require_again(client, district):
    waive(client, district)
    newest = Change.objects.order_by("-pk").first().pk
    waived = [each.pk for each in Assignment.objects.waived()]
    client.post(reverse("assignment-waivers"), {"step": "require", "assignments": waived})
    return newest


def return_reports(client, district):
    reported = list(Assignment.objects.filter(school__isnull=False))
    for each in reported:
        director = district.director if each.school == district.school else district.other_director
        report_on_assignment(each, AssignmentReport(Assignment.Status.DONE, "Да"), by=director)
    newest = Change.objects.order_by("-pk").first().pk
    ticked = [f"{each.pk}-1" for each in reported]
    client.post(reverse("review-list"), {"step": "return", "note": WHY, "assignments": ticked})
    return newest


def close_for_schools(client, district):
    collection = make_collection(district.municipality, by=district.coordinator, indicators=[make_score(district)])
    newest = Change.objects.order_by("-pk").first().pk
    numbers = list(collection.submissions.values_list("pk", flat=True))
    url = reverse("collection-step", args=[collection.pk])
    client.post(url, {"step": "close", "submissions": numbers, "confirmed": "1"})
    return newest


def return_to_schools(client, district):
    close_for_schools(client, district)
    newest, collection = Change.objects.order_by("-pk").first().pk, Collection.objects.get()
    numbers = list(collection.submissions.values_list("pk", flat=True))
    data = {"step": "return", "submissions": numbers, "note": WHY}
    client.post(reverse("collection-step", args=[collection.pk]), data)
    return newest


def make_score(district):
    return make_indicator(district.municipality, "Средняя отметка", unit="балл")


def paste(client, district):
    score = make_score(district)
    put(client, "paste", {(score, district.school): ("4", 0), (score, district.other_school): ("5", 0)})


def paste_taken_back(client, district):
    paste(client, district)
    newest = Change.objects.order_by("-pk").first().pk
    take_back(client)
    return newest


def load_workbook(client, district):
    make_score(district)
    rows = [["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], ["Сосновская ООШ", 5]]
    confirm(client, send(client, district, table(rows)))


def merge(client, district):
    third = make_school(district.municipality, "Ольховская СОШ")
    url = reverse("school-merge", args=[district.school.pk])
    seen = client.get(url, {"into": third.pk}).context["seen"]
    client.post(url, {"into": third.pk, "seen": seen})


PLACE = "Лесной район"
DEEDS = {
    waive: ("assignment-waivers", Way.PAGE, {PLACE}, WHY, False),
    require_again: ("assignment-waivers", Way.PAGE, {PLACE}, "", False),
    return_reports: ("review-list", Way.PAGE, {PLACE}, WHY, False),
    close_for_schools: ("collection-step", Way.PAGE, set(BOTH), "", True),
    return_to_schools: ("collection-step", Way.PAGE, {PLACE}, WHY, True),
    paste: ("cell-save", Way.PAGE, set(BOTH), "", True),
    paste_taken_back: ("bulk-action-detail", Way.PAGE, set(BOTH), "", True),
    load_workbook: ("value-import-check", Way.IMPORT, set(BOTH), "", True),
    merge: ("school-merge", Way.PAGE, {PLACE}, "", False),
}


@pytest.mark.parametrize(("deed", "told"), DEEDS.items(), ids=[deed.__name__ for deed in DEEDS])
def test_who_on_whose_behalf_through_what_and_why(deed: Callable[[Client, object], int | None], told, in_force):
    client = client_in(in_force)
    newest = Change.objects.order_by("-pk").first().pk
    newest = deed(client, in_force) or newest
    entries = list(Change.objects.filter(pk__gt=newest))
    tool, way, behalves, reason, is_one = told

    assert len(entries) > 1
    assert {each.changed_by_id for each in entries} == {int(client.session["_auth_user_id"])}
    assert {(each.tool, each.through) for each in entries} == {(tool, way)}
    assert {each.on_behalf for each in entries} == behalves
    assert {each.reason for each in entries} == {reason}
    assert len({each.bulk_id for each in entries} - {None}) == is_one
