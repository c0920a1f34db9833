"""Pages as people use them: lists, search, files, the first log-in; and what each page costs in queries."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from indicators.identification.models import LowResultList
from indicators.identification.runs.side_by_side import context_matrix
from indicators.identification.trials.queries import early_warning
from portal.accounts.demonstration import PASSWORD as DEMONSTRATION_PASSWORD
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.text.keys import natural_key
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme
from tests.factories import (
    PASSWORD,
    approve,
    document,
    indicators_shape,
    make_municipality,
    make_programme,
    make_school,
    make_user,
    roadmap_shape,
)


def file_of(data: dict):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - the one place that needs it

    return SimpleUploadedFile("programme.json", json.dumps(data).encode(), content_type="application/json")


class TestLogIn:
    def test_by_e_mail_in_any_case(self, district):
        client = Client()
        data = {"username": f" {district.director.email.upper()} ", "password": PASSWORD}

        assert client.post(reverse("login"), data).url == reverse("home")
        assert client.get(reverse("home")).status_code == 200

    def test_a_wrong_password_is_told_in_words(self, district):
        answer = Client().post(reverse("login"), {"username": district.director.email, "password": "x"})

        assert "Адрес или пароль не подошли" in answer.content.decode()

    def test_shows_people_in_the_demonstration_only(self, district):
        page = Client().get(reverse("login")).content.decode()
        assert "Демонстрационные данные" not in page
        assert DEMONSTRATION_PASSWORD not in page

        make_user(is_demonstration=True, position="Директор школы")
        page = Client().get(reverse("login")).content.decode()
        assert "Демонстрационные данные" in page
        assert DEMONSTRATION_PASSWORD in page

    def test_a_person_who_left_cannot_log_in(self, district):
        User.objects.filter(pk=district.director.pk).update(is_active=False)
        answer = Client().post(reverse("login"), {"username": district.director.email, "password": PASSWORD})

        assert answer.status_code == 200

    def test_emails_differ_in_more_than_case(self, district):
        with pytest.raises(Exception, match=r"(?i)unique"):
            User.objects.create(email=district.director.email.upper(), full_name="Двойник")


class TestProgrammeList:
    def test_is_searched_in_russian(self, browse, district):
        make_programme(district.municipality, title="Комплекс мер «Ёлочка»")
        client, url = browse("observer"), reverse("programme-list")

        assert "Ёлочка" in client.get(url, {"q": "ЕЛОЧКА"}).content.decode()
        assert "ничего не нашлось" in client.get(url, {"q": "Берёзка"}).content.decode()

    def test_shows_only_ones_own_municipality(self, browse, district):
        foreign = district.stranger.memberships.get().municipality
        make_programme(foreign, title="Чужая программа")
        make_programme(district.municipality, title="Своя программа")

        page = browse("observer").get(reverse("programme-list")).content.decode()
        assert "Своя программа" in page
        assert "Чужая программа" not in page


class TestImport:
    url = property(lambda self: reverse("programme-import"))

    def test_of_ones_own_municipality(self, browse, district):
        data = document("Лесной  Район", title="Новая")
        answer = browse("coordinator").post(self.url, {"file": file_of(data)}, follow=True)

        programme = Programme.objects.get(title="Новая")
        assert answer.redirect_chain[-1][0] == reverse("programme-detail", args=[programme.pk])
        assert (programme.municipality, programme.imported_by) == (district.municipality, district.coordinator)

    def test_of_another_municipality_is_refused(self, browse, district):
        answer = browse("coordinator").post(self.url, {"file": file_of(document("Степной район"))})

        assert "В файле программа муниципалитета «Степной район»" in answer.content.decode()
        assert Programme.objects.count() == 1

    def test_twice_leads_to_the_programme_that_is_there(self, browse):
        client = browse("coordinator")
        first = client.post(self.url, {"file": file_of(document())})
        second = client.post(self.url, {"file": file_of(document())}, follow=True)

        assert second.redirect_chain[-1][0] == first.url
        assert "уже внесён" in second.content.decode()

    def test_faults_are_listed_with_their_places(self, browse):
        answer = browse("coordinator").post(self.url, {"file": file_of(document(kind="novel", roadmap=[]))})

        page = answer.content.decode()
        assert "Что исправить в файле: 2" in page
        assert "$.programme.kind" in page
        assert "$.programme.roadmap" in page

    def test_a_check_writes_nothing(self, browse):
        answer = browse("coordinator").post(self.url, {"file": file_of(document()), "dry_run": "on"}, follow=True)

        assert "Ничего не записано" in answer.content.decode()
        assert Programme.objects.count() == 1


def test_export_gives_the_file_of_the_programme(browse, district):
    answer = browse("coordinator").get(reverse("programme-export", args=[district.programme.pk]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.json()["programme"]["passport"] == [{"label": "Цель", "text": "Помочь школам"}]


def test_a_programme_without_parts_has_no_pages_of_them(browse, district):
    bare = make_programme(district.municipality)
    client = browse("coordinator")

    assert client.get(reverse("programme-indicators", args=[bare.pk])).status_code == 404
    assert client.get(reverse("programme-roadmap", args=[bare.pk])).status_code == 404
    assert "Показатели</a>" not in client.get(reverse("programme-detail", args=[bare.pk])).content.decode()


def test_what_people_type_is_never_markup(browse, in_force):
    activity = in_force.activities["1.3"]
    report = AssignmentReport(Assignment.Status.DONE, "<script>alert(1)</script>")
    report_on_assignment(activity.assignments.get(), report, by=in_force.director)
    page = browse("coordinator").get(reverse("activity-detail", args=[activity.pk])).content.decode()

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Школа № 10", "Школа № 2", "школа №1"], ["школа №1", "Школа № 2", "Школа № 10"]),
        (["Яблоневая", "Ёлочная", "Жуковская"], ["Ёлочная", "Жуковская", "Яблоневая"]),
    ],
)
def test_names_sort_as_people_sort_them(names, expected):
    assert sorted(names, key=natural_key) == expected


# What a page costs: the same number of queries for a small district and for one ten times its size.

PAGES = {
    "programme-list": ("coordinator", 7),
    "programme-detail": ("coordinator", 13),
    "programme-indicators": ("coordinator", 12),
    "programme-facts": ("specialist", 12),
    "programme-roadmap": ("coordinator", 14),
    "roadmap-matrix": ("coordinator", 11),
    "roadmap-calendar": ("coordinator", 7),
    "roadmap-timeline": ("coordinator", 10),
    "roadmap-excel": ("coordinator", 9),
    "roadmap-pdf": ("coordinator", 9),
    "activity-detail": ("coordinator", 11),
    "task-list": ("director", 7),
}


def _grow(district) -> None:
    municipality = district.municipality
    for number in range(20):
        make_school(municipality, f"Новая СОШ № {number}")
    for _ in range(3):
        make_programme(
            municipality,
            indicators=indicators_shape(),
            roadmap=roadmap_shape(**{f"2.{n}": "Отдел образования, ОО" for n in range(20)}),
        )


def _report(district) -> None:
    """Every programme approved, and every school's report on one activity of the first."""
    for programme in Programme.objects.filter(municipality=district.municipality):
        approve(programme, by=district.coordinator)
    for assignment in district.activities["1.2"].assignments.exclude(school=None):
        report = AssignmentReport(Assignment.Status.DONE, "Да", document=ReportedDocument(number="5"))
        report_on_assignment(assignment, report, by=make_user(Role.DIRECTOR, assignment.school))


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("name", PAGES)
def test_number_of_queries_does_not_grow(name, size, browse, district, django_assert_num_queries):
    if size == "large":
        _grow(district)
    _report(district)
    persona, queries = PAGES[name]
    arguments = {
        "programme-list": [], "task-list": [], "activity-detail": [district.activities["1.2"].pk],
        "programme-facts": [district.programme.pk, "2026"],
    }.get(name, [district.programme.pk])  # fmt: skip
    asked = {"roadmap-calendar": "?month=2026-08"}.get(name, "")
    client, url = browse(persona), reverse(name, args=arguments) + asked
    client.get(url)

    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200


@pytest.mark.unheld  # the demonstration is made, not worked
class TestDemonstration:
    def test_fills_an_empty_database_only(self, db, capsys):
        call_command("load_demonstration")
        people = User.objects.filter(is_demonstration=True)
        assert {role for person in people for role in person.memberships.values_list("role", flat=True)} == set(Role)
        before = Programme.objects.count()
        call_command("load_demonstration")

        assert Programme.objects.count() == before == 3
        assert "демонстрационные не внесены" in capsys.readouterr().out

    def test_leaves_a_database_with_data_alone(self, db):
        make_municipality("Настоящий район")
        call_command("load_demonstration")

        assert not User.objects.exists()

    def test_two_years_of_low_results(self, db):
        call_command("load_demonstration")
        lists = {each.period.label: each for each in LowResultList.objects.filter(run__isnull=False)}
        schools = {
            label: [school.name for school in each.listed_schools.all()] for label, each in lists.items()
        }  # fmt: skip
        run = lists["2026"].run

        assert schools == {
            "2025": ["Берёзовская СОШ", "Липовская СОШ", "Школа № 10"],
            "2026": ["Липовская СОШ", "Озёрская СОШ", "Ольховская ООШ", "Школа № 10"],
        }
        assert {(each.name, each.verdict, each.decision) for each in run.schools.exclude(reason="")} == {
            ("Луговская СОШ", "in", "out"), ("Боровская ООШ", "unknown", "out"),
        }  # fmt: skip
        assert not run.remarks
        assert context_matrix(run)[0].cells[0]
        assert early_warning(run.municipality, run.period, run.shape)

    def test_every_page_has_something_to_show(self, db):
        call_command("load_demonstration")
        client = Client()
        client.force_login(User.objects.get(email="coordinator@zarechny.example"))
        for programme in Programme.objects.all():
            for name in ("programme-detail", "programme-indicators", "programme-roadmap"):
                assert client.get(reverse(name, args=[programme.pk])).status_code == 200
        client.force_login(User.objects.get(email="director@zarechny.example"))
        page = client.get(reverse("task-list")).content.decode()
        for words in ("просрочено на", "Возвращено с замечанием", "ждёт подтверждения отдела", "Закрыто"):
            assert words in page
