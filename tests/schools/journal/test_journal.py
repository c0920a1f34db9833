"""«Журнал изменений»: one's own municipality only, searched, exported, with where each entry came from."""

import csv
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from indicators.values.models import Value
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from portal.history.models import Change, Way
from portal.history.verifying import verify_chain
from schools.directory.models import School
from schools.journal.owners import owners_of, way_of
from tests.factories import make_indicator, make_municipality, make_period, make_school, make_user

NOBODYS = {
    "accounts.user", "accounts.invitation", "catalogue.period", "indicators.period", "history.bulkaction",
    "letters.letter", "once.postedform", "roadmap.reminder", "roadmap.reminderchoice",
    "schools.strayfiles",
}  # fmt: skip


def told(client: Client, pk: int, **asked) -> str:
    return client.get(reverse("journal", args=[pk]), asked).content.decode()


def record(record, action: str, by=None, **recorded) -> None:
    record_changes([Recorded(record, action, **recorded)], by=by)


def test_one_sees_one_s_own_municipality_and_its_people(browse, district):
    elsewhere = make_school(make_municipality("Другой район"), "Чужая СОШ")
    record(elsewhere, "чужое изменено")
    record(make_user(Role.DIRECTOR, elsewhere), "чужой вошёл")
    record(district.school, "школа изменена", district.coordinator, after={"name": "Новая"})
    record(district.director, "вход", district.director)
    page = told(browse("coordinator"), district.municipality.pk)

    assert "школа изменена" in page
    assert "вход" in page
    assert "чужое" not in page
    assert "чужой" not in page


def test_it_is_searched_by_person_day_kind_way_and_words(browse, district):
    record(district.school, "школа изменена", district.coordinator, after={"name": "Ёлочная"}, reason="Приказ района")
    record(district.director, "вход", district.director)
    client, pk = browse("coordinator"), district.municipality.pk
    kind = Change.objects.get(action="школа изменена").subject_type_id

    for asked in (
        {"person": district.coordinator.pk},
        {"kind": kind},
        {"words": "елочная ШКОЛА"},
        {"words": "приказ района"},
    ):
        page = told(client, pk, **asked)
        assert ("школа изменена" in page, "<strong>вход" in page) == (True, False), asked
    for asked in ({"since": "2100-01-01"}, {"until": "2000-01-01"}, {"through": "admin"}, {"words": "нигде"}):
        assert "Таких записей нет" in told(client, pk, **asked), asked
    assert client.get(reverse("journal", args=[pk]), {"since": "вчера"}).status_code == 422


def test_of_two_people_of_one_name_the_address_tells_who_is_who(browse, district):
    other = make_user(Role.DIRECTOR, district.school, full_name="Белов Сергей Юрьевич")
    page = browse("coordinator").get(reverse("journal", args=[district.municipality.pk])).content.decode()
    assert f"{district.specialist.full_name} ({district.specialist.email})" in page
    assert f"{other.full_name}</option>" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_its_queries_depend_on_kinds_of_records_only(rows, browse, district, django_assert_num_queries):
    indicator, client = make_indicator(district.municipality), browse("coordinator")
    for number in range(rows):
        value = Value.objects.create(
            indicator=indicator, period=make_period(str(2020 + number)), school=district.school, text="5"
        )
        record(Value.objects.get(pk=value.pk), "значение внесено", make_user(Role.SPECIALIST, district.municipality))
    client.get(reverse("journal", args=[district.municipality.pk]))
    with django_assert_num_queries(11):
        page = told(client, district.municipality.pk)
    assert page.count(f"{indicator}, {district.school}, 202") == rows


def test_the_files_have_what_the_page_has_found(browse, district):
    record(district.school, "школа изменена", district.coordinator, before={"name": "=1+1"}, reason="Так надо")
    record(district.director, "вход", district.director)
    client, asked = browse("coordinator"), {"person": district.coordinator.pk}

    def file(form: str) -> bytes:
        return client.get(reverse("journal-export", args=[district.municipality.pk, form]), asked).content

    rows = list(csv.reader(io.StringIO(file("csv").decode("utf-8-sig")), delimiter=";"))
    sheet = load_workbook(io.BytesIO(file("xlsx"))).active
    entry = Change.objects.get(action="школа изменена")
    for header, row, *_ in (rows, list(sheet.iter_rows(values_only=True))):
        of = dict(zip(header, row, strict=True))
        assert (of["№"], of["Действие"], of["Почему"], of["Название"], of["Отпечаток"]) == (
            str(entry.pk), "школа изменена", "Так надо", "Берёзовская СОШ", entry.entry_hash,
        )  # fmt: skip
    assert len(rows) == 3
    assert sheet["J2"].data_type == "s"


def test_a_record_is_whose_it_is_by_its_keys(district):
    value = Value.objects.create(
        indicator=make_indicator(district.municipality), period=make_period(), school=district.school, text="5"
    )
    assert owners_of(Value, [Value.objects.get(pk=value.pk)]) == {value.pk: district.municipality.pk}
    assert owners_of(School, [district.school]) == {district.school.pk: district.municipality.pk}
    assert owners_of(User, [district.director]) == {district.director.pk: district.municipality.pk}
    assert owners_of(type(make_period()), [make_period()]) == {}


def test_every_model_of_the_portal_is_somebodys_or_named_here():
    own = [
        model for model in apps.get_models() if model.__module__.split(".")[0] in ("schools", "indicators", "roadmap")
    ]
    lost = {model._meta.label_lower for model in own if way_of(model) is None}

    assert lost - NOBODYS == set()


def test_an_entry_says_through_what_it_came_on_whose_behalf_and_why(district):
    chief, client = make_user(Role.ADMINISTRATOR, None), Client()
    client.force_login(chief)
    client.post(reverse("municipality-choose"), {"municipality": district.municipality.pk})
    form = {"full_name": "Иванов Иван Иванович", "email": "new@example.org", "position": "", "role": "coordinator"}
    client.post(reverse("person-new", args=[district.municipality.pk]), form | {"reason": "Принят на работу"})
    entry = Change.objects.get(action="человек заведён")

    assert (entry.through, entry.tool, entry.on_behalf) == (Way.PAGE, "person-new", "Лесной район")
    assert (entry.reason, entry.within, entry.changed_by) == ("Принят на работу", district.municipality.pk, chief)

    admin = reverse("admin:schools_school_change", args=[district.school.pk])
    client.post(admin, {"municipality": district.municipality.pk, "name": "Новая СОШ", "kind": "", "is_active": "on"})
    entry = Change.objects.filter(action="изменено в управлении").first()
    assert entry is not None
    assert (entry.through, entry.within) == (Way.ADMIN, district.municipality.pk)
    assert Change.objects.about(district.programme).get(action="внесена из файла").through == Way.IMPORT
    assert verify_chain().faults == []


def test_a_command_is_told_as_one(db, monkeypatch):
    monkeypatch.setenv("PORTAL_ADMINISTRATOR_PASSWORD", "слоны-не-летают-7")
    place = make_municipality()
    record(place, "командой")

    assert Change.objects.about(place).get().through == Way.COMMAND
    call_command("verify_history", stdout=io.StringIO())
