"""Facts are typed as people write them, saved as written, and nobody's are overwritten unseen."""

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator, Period
from indicators.values.actions import EntryWay, ValueEntry, enter_values
from indicators.values.address import CellAddress
from indicators.values.models import Value
from portal.history.models import BulkAction, Change


@pytest.fixture
def page(district):
    """The address of the facts of 2026 and the names of a cell's two fields."""
    first, second = Indicator.objects.order_by("pk")
    url = reverse("programme-facts", args=[district.programme.pk, "2026"])
    return url, first, second


def cell(indicator, text: str, seen: str = "", version: int = 0, school=None, period: str = "2026") -> dict:
    address = CellAddress(indicator.pk, period, school and school.pk)
    return {f"text:{address}": text, f"seen:{address}": seen, f"version:{address}": version}


@pytest.mark.parametrize("text", ["62,5", "3,8 – 4,0", "более 70", "-", "1 (9%)", "7 чел.", "н/д", "<b>12</b>"])
def test_every_way_of_writing_is_kept_as_written(text, page, browse):
    url, first, _ = page
    client = browse("specialist")
    client.post(url, cell(first, text))

    assert Value.objects.get().text == text
    assert f'value="{text.replace("<", "&lt;").replace(">", "&gt;")}"' in client.get(url).content.decode()


def test_facts_typed_together_are_taken_back_together(page, browse, district):
    _, first, second = page
    url = reverse("programme-facts", args=[district.programme.pk, "2025"])
    client = browse("specialist")
    typed = cell(first, "3,9", period="2025") | cell(second, "62\u200b", seen="61,1", period="2025")
    told = client.post(url, typed, follow=True).content.decode()
    assert reverse("value-actions", args=[district.municipality.pk]) in told
    assert {value.text for value in Value.objects.all()} == {"3,9", "62"}

    client.post(url, cell(first, "4", seen="3,9", version=1, period="2025"))
    bulk = BulkAction.objects.get()
    assert str(bulk) == f"Факт программы за 2025 год: {district.municipality}"
    client.post(reverse("bulk-action-detail", args=[bulk.pk]))
    assert {value.indicator: value.text for value in Value.objects.all()} == {first: "4", second: ""}
    overview = client.get(reverse("programme-indicators", args=[district.programme.pk])).content.decode()
    assert "61,1" in overview


def test_a_school_has_values_of_its_own(page, browse, district):
    url, first, _ = page
    browse("specialist").post(f"{url}?school={district.school.pk}", cell(first, "3,9", school=district.school))
    browse("specialist").post(url, cell(first, "3,7"))

    stored = {value.school: value.text for value in Value.objects.all()}
    assert stored == {district.school: "3,9", None: "3,7"}


def test_what_the_department_types_for_a_school_is_the_schools_in_the_journal(page, browse, district):
    url, first, second = page
    own = f"{url}?school={district.school.pk}"
    browse("specialist").post(own, cell(first, "3,9", school=district.school))
    browse("specialist").post(url, cell(first, "3,7"))
    browse("director").post(own, cell(second, "62", school=district.school))

    entered = Change.objects.filter(action="значение внесено в форме")
    said = {(change.changed_by, change.after["text"]): change.on_behalf for change in entered}
    assert said == {
        (district.specialist, "3,9"): str(district.school), (district.specialist, "3,7"): "",
        (district.director, "62"): "",
    }  # fmt: skip
    plan = CellAddress(first.pk, "2026", district.school.pk, Value.Kind.PLAN)
    indicators, periods = {first.pk: first}, Period.objects.labelled(["2026"])
    enter_values(
        [ValueEntry(plan, "4")], indicators=indicators, periods=periods, way=EntryWay.GRID, by=district.specialist
    )
    assert Change.objects.get(action=EntryWay.GRID).on_behalf == ""  # the department's own word


def test_a_director_enters_values_of_their_own_school_only(page, browse, district):
    url, first, _ = page
    client, other = browse("director"), district.other_school

    assert client.get(url).url == f"{url}?school={district.school.pk}"
    client.post(f"{url}?school={district.school.pk}", cell(first, "3,9", school=district.school))
    assert Value.objects.get().school == district.school
    assert client.post(f"{url}?school={other.pk}", cell(first, "5", school=other)).status_code == 404
    assert client.post(f"{url}?school=", cell(first, "5")).status_code == 403
    assert Value.objects.count() == 1


def test_a_director_does_not_see_values_of_another_school(page, browse, district):
    url, first, _ = page
    other = district.other_school
    browse("specialist").post(f"{url}?school={other.pk}", cell(first, "4,4444", school=other))
    overview = reverse("programme-indicators", args=[district.programme.pk])

    assert "4,4444" in browse("specialist").get(f"{overview}?school={district.other_school.pk}").content.decode()
    assert "4,4444" not in browse("director").get(overview).content.decode()
    assert browse("director").get(f"{overview}?school={district.other_school.pk}").status_code == 404


def test_only_what_changed_is_written_and_recorded(page, browse, district):
    url, first, second = page
    browse("specialist").post(url, cell(first, "3,9") | cell(second, "71%"))
    browse("coordinator").post(
        url, cell(first, "3,9", seen="3,9", version=1) | cell(second, "72%", seen="71%", version=1)
    )

    changes = [
        (change.subject_id, change.before, change.after, change.changed_by)
        for change in Change.objects.filter(action="значение внесено в форме")
    ]
    of_first, of_second = (Value.objects.get(indicator=each) for each in (first, second))
    assert sorted(changes, key=lambda change: (change[0], change[2]["text"])) == [
        (of_first.pk, {"text": ""}, {"text": "3,9"}, district.specialist),
        (of_second.pk, {"text": ""}, {"text": "71%"}, district.specialist),
        (of_second.pk, {"text": "71%"}, {"text": "72%"}, district.coordinator),
    ]
    assert of_first.entered_by == district.specialist
    assert of_second.entered_by == district.coordinator


def test_a_colleagues_value_is_not_overwritten_unseen(page, browse):
    url, first, second = page
    browse("coordinator").post(url, cell(first, "3,5"))
    answer = browse("specialist").post(url, cell(first, "3,9") | cell(second, "71%"))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert Value.objects.get(indicator=first).text == "3,5"
    assert Value.objects.get(indicator=second).text == "71%"
    assert "За это время здесь внесено «3,5»" in html
    assert 'value="3,9"' in html

    browse("specialist").post(url, cell(first, "3,9", seen="3,5", version=1))
    assert Value.objects.get(indicator=first).text == "3,9"


def test_saving_twice_from_one_page_is_no_conflict(page, browse):
    url, first, _ = page
    browse("specialist").post(url, cell(first, "3,9"))

    assert browse("specialist").post(url, cell(first, "3,9")).status_code == 302


def test_a_fact_of_the_document_is_shown_until_another_is_entered(page, browse, district):
    _, _, second = page
    url = reverse("programme-facts", args=[district.programme.pk, "2025"])
    client = browse("specialist")
    assert 'value="61,1"' in client.get(url).content.decode()

    client.post(url, cell(second, "61,1", seen="61,1", period="2025"))
    assert not Value.objects.exists()
    client.post(url, cell(second, "62", seen="61,1", period="2025"))
    overview = client.get(reverse("programme-indicators", args=[district.programme.pk])).content.decode()
    assert "61,1" not in overview
    assert "62" in overview


def test_an_emptied_value_stays_in_the_history(page, browse):
    url, first, _ = page
    browse("specialist").post(url, cell(first, "3,9"))
    browse("specialist").post(url, cell(first, "", seen="3,9", version=1))

    assert Value.objects.get().text == ""
    assert Change.objects.filter(action="значение внесено в форме").count() == 2


def test_another_period_or_school_is_not_found(page, browse, district):
    url, _, _ = page
    assert browse("specialist").get(url.replace("2026", "2031")).status_code == 404
    assert browse("specialist").get(f"{url}?school=999").status_code == 404
    assert browse("specialist").get(f"{url}?school=x").status_code == 404


@pytest.mark.parametrize(
    ("label", "kind", "start", "end"),
    [
        ("2026", "calendar", "2026-01-01", "2026-12-31"),
        ("2026-2027", "school", "2026-09-01", "2027-08-31"),
        ("2018-2020", "school-years", "2018-09-01", "2020-08-31"),
        ("2020-2018", "school-years", "2018-09-01", "2020-08-31"),
    ],
)
def test_a_period_follows_from_its_label(label, kind, start, end):
    period = Period.from_label(label)

    assert (period.kind, str(period.start_on), str(period.end_on)) == (kind, start, end)


@pytest.mark.parametrize("label", ["26", "2026г", "2026-27", "２０２６", "2026\n"])
def test_what_is_no_year_is_no_period(label):
    with pytest.raises(ValueError, match="не понят"):
        Period.from_label(label)
