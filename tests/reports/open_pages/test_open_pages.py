"""What everybody sees without a log-in: approved, marked, without small counts; and what nobody does."""

import csv
import io
import re
from datetime import date
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from lxml import etree

from indicators.catalogue.models import Indicator
from indicators.identification.format.sentences import outline
from indicators.identification.models import ListedSchool, LowResultList
from portal.accounts.roles import Role
from portal.history.models import Change
from reports.issue.actions.issuing import repeal_document
from reports.open_pages.actions import OpeningRefused, OpenParts
from reports.open_pages.models import OpenDocument, OpenPages, OpenProgramme
from reports.open_pages.queries.plan import OpenMark, open_mark
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.reviewing import confirm_reports
from roadmap.execution.models import Assignment
from roadmap.execution.state import AssignmentState
from roadmap.execution.tally import AssignmentTally
from roadmap.programmes.models import Programme, ProgrammeList
from schools.journal.queries import lines_of
from tests.factories import (
    approve,
    indicators_shape,
    make_confirmed_run,
    make_issued,
    make_programme,
    make_run,
    make_school,
    make_user,
    roadmap_shape,
)
from tests.reports.open_pages.opened import approved, enter, make_open, show_everything

PARTS = ["", "programmes/{programme}/", "programmes/{programme}/indicators/", "programmes/{programme}/plan/", "data/"]
DATA = [
    "data/datapackage.json",
    "data/programmes.csv",
    "data/indicators.json",
    "data/activities.csv",
    "data/documents.json",
]


def addresses(district) -> list[str]:
    root = reverse("open-municipality", args=[district.municipality.pk])
    own = [root + part.format(programme=district.programme.pk) for part in [*PARTS, *DATA]]
    return [*own, root + "news/", *map(reverse, ("open-home", "open-sitemap", "robots"))]


def page(district, part: str = "programmes/{programme}/") -> str:
    """As anybody gets it."""
    root = reverse("open-municipality", args=[district.municipality.pk])
    answer = Client().get(root + part.format(programme=district.programme.pk))
    assert answer.status_code == 200
    return answer.content.decode()


class TestNothingIsOpenByItself:
    def test_before_anybody_opens_it(self, in_force):
        for address in addresses(in_force)[:-1]:
            assert Client().get(address).status_code in (404, 200 if "sitemap" in address else 404), address
        assert Client().get(reverse("robots")).content.decode() == "User-agent: *\nDisallow: /\n"
        assert b"<loc>" not in Client().get(reverse("open-sitemap")).content
        assert "Открытые программы" not in Client().get(reverse("login")).content.decode()

    def test_marked_and_not_switched_on(self, in_force):
        show_everything(in_force)
        show_everything(in_force, is_open=False)

        assert [Client().get(address).status_code for address in addresses(in_force)[:-3]] == [404] * 11

    def test_switched_on_with_nothing_marked(self, in_force):
        show_everything(in_force, programmes={})

        assert "пока не открыто" in page(in_force, "")
        assert Client().get(reverse("open-home")).status_code == 404
        assert "Открытые программы" not in Client().get(reverse("login")).content.decode()

    def test_a_programme_that_is_not_marked(self, in_force):
        show_everything(in_force)
        other = approve(make_programme(in_force.municipality, passport=[]), by=in_force.coordinator)

        assert other.title not in page(in_force, "")
        assert Client().get(reverse("open-programme", args=[in_force.municipality.pk, other.pk])).status_code == 404

    def test_parts_that_are_not_marked(self, in_force):
        show_everything(in_force)
        show_everything(in_force, programmes={in_force.programme.pk: OpenParts(frozenset({"shows_passport"}))})
        root = reverse("open-programme", args=[in_force.municipality.pk, in_force.programme.pk])

        assert "Помочь школам" in page(in_force)
        assert [Client().get(root + part).status_code for part in ("indicators/", "plan/")] == [404, 404]
        assert page(in_force, "data/activities.csv").count("\n") == 1
        assert page(in_force, "data/indicators.csv").count("\n") == 1

    def test_under_another_municipality(self, in_force):
        issued = make_open(in_force)
        stranger = in_force.stranger.memberships.get().municipality
        OpenPages.objects.create(municipality=stranger, is_open=True)
        foreign = [
            reverse("open-programme", args=[stranger.pk, in_force.programme.pk]),
            reverse("open-document", args=[stranger.pk, issued.pk]),
            reverse("open-municipality", args=[0]),
        ]

        assert [Client().get(address).status_code for address in foreign] == [404] * 3

    def test_a_draft_and_an_approval_of_another_text(self, district):
        show_everything(district)
        assert not OpenProgramme.objects.exists()

        show_everything(approved(district))
        assert page(district)
        Programme.objects.filter(pk=district.programme.pk).update(status="draft", approved_at=None, approved_by=None)
        address = reverse("open-programme", args=[district.municipality.pk, district.programme.pk])
        assert Client().get(address).status_code == 404
        approve(Programme.objects.get(pk=district.programme.pk), by=district.coordinator)
        assert Client().get(address).status_code == 404

    def test_a_school_s_own_programme(self, in_force):
        own = make_programme(in_force.municipality)
        Programme.objects.filter(pk=own.pk).update(school=in_force.school)
        approve(Programme.objects.get(pk=own.pk), by=in_force.coordinator)
        show_everything(in_force, programmes={own.pk: OpenParts(frozenset(OpenProgramme.PARTS))})

        assert not OpenProgramme.objects.exists()


class TestDocuments:
    def test_the_bytes_as_issued(self, in_force):
        issued = make_open(in_force)
        answer = Client().get(reverse("open-document", args=[in_force.municipality.pk, issued.pk]))

        assert answer.content == issued.pdf.open().read()
        assert answer["Content-Type"] == "application/pdf"

    def test_one_that_was_repealed(self, in_force):
        issued = make_open(in_force)
        repeal_document(document=issued, on=issued.in_force_on, order=None, by=in_force.coordinator)

        assert Client().get(reverse("open-document", args=[in_force.municipality.pk, issued.pk])).status_code == 404
        assert str(issued) not in page(in_force, "")

    def test_never_one_of_a_list_or_of_a_school(self, in_force):
        listed = LowResultList.objects.create(municipality=in_force.municipality, title="Список")
        ListedSchool.objects.create(low_result_list=listed, school=in_force.school, position=1)
        ProgrammeList.objects.create(programme=in_force.programme, low_result_list=listed, position=1)
        make_issued(in_force.programme, "low-result-schools", by=in_force.coordinator)
        make_issued(in_force.programme, "programme", by=in_force.coordinator, number="215")
        show_everything(in_force)

        assert not OpenDocument.objects.exists()

    def test_none_that_prints_small_numbers_of_people(self, in_force):
        row = {
            "number": "1",
            "name": "Выпускники без аттестата, чел.",
            "baseline": "3",
            "values": {"2025": {"plan": "0"}},
        }
        shape = {"periods": ["2025"], "groups": [{"rows": [row]}]}
        other = make_programme(in_force.municipality, indicators=indicators_shape() | shape)
        approve(other, by=in_force.coordinator)
        make_issued(other, "indicators", by=in_force.coordinator)

        with pytest.raises(OpeningRefused, match="Выпускники без аттестата"):
            show_everything(in_force)


class TestSmallCounts:
    @pytest.fixture
    def leavers(self, in_force):
        """The district's indicator counts people, as does the part of it that stands beside."""
        show_everything(in_force)
        indicator = Indicator.objects.get(name__startswith="Доля сдавших")
        Indicator.objects.filter(pk=indicator.pk).update(unit="чел.")
        return in_force, indicator

    def test_are_hidden_in_the_page_its_chart_and_the_data(self, leavers):
        district, indicator = leavers
        enter(indicator, "17", "2025")
        enter(indicator, "3", "2026")
        figures, data = page(district, "programmes/{programme}/indicators/"), page(district, "data/indicators.csv")

        rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff")), delimiter=";"))
        told = [
            (row["period"], row["fact"], row["hidden"]) for row in rows if row["indicator"].startswith("Доля сдавших")
        ]
        assert told == [("2025", "17", ""), ("2026", "", "менее 5")]
        assert "менее 5" in figures
        assert "2025 — 17; 2026 — нет данных" in figures

    def test_values_of_later_years_wait_for_a_person(self, leavers):
        district, indicator = leavers
        enter(indicator, "1717", "2026")
        assert "1717" in page(district, "programmes/{programme}/indicators/")

        parts = OpenParts(frozenset(OpenProgramme.PARTS), 2025)
        show_everything(district, programmes={district.programme.pk: parts})
        assert "1717" not in page(district, "programmes/{programme}/indicators/")
        assert "1717" not in page(district, "data/indicators.json")

    def test_schools_have_no_figures_there(self, leavers):
        district, indicator = leavers
        enter(indicator, "777", "2025", school=district.school)

        for part in [*PARTS, *DATA]:
            assert "777" not in page(district, part)


class TestPlan:
    def test_done_is_what_the_department_confirmed(self, in_force):
        show_everything(in_force)
        assignment = in_force.activities["1.3"].assignments.get()
        report_on_assignment(
            assignment, AssignmentReport(Assignment.Status.DONE, "Провёл Иванов"), by=in_force.director
        )
        waiting = page(in_force, "data/activities.csv")
        confirm_reports(Assignment.objects.filter(pk=assignment.pk), by=in_force.coordinator)
        confirmed = page(in_force, "data/activities.csv")

        assert ";done;" not in waiting
        assert ";done;" in confirmed
        assert "выполнено: 1" in page(in_force, "programmes/{programme}/plan/")
        for part in [*PARTS, *DATA]:
            assert "Иванов" not in page(in_force, part)

    def test_nothing_is_late_where_nobody_reports_in_the_portal(self, in_force):
        """An older plan that was carried out on paper."""
        show_everything(in_force)
        over = date(2025, 2, 1)
        Assignment.objects.update(starts_on=over, ends_on=over, deadline_on=over)
        silent = page(in_force, "programmes/{programme}/plan/")
        assignment = in_force.activities["1.3"].assignments.get()
        report_on_assignment(assignment, AssignmentReport(Assignment.Status.IN_PROGRESS, "Да"), by=in_force.director)
        begun = page(in_force, "programmes/{programme}/plan/")

        assert "на портале пока не отчитывались" in silent
        assert silent.count("отметок нет") == 4
        assert "срок прошёл, выполнение не подтверждено: 4" in begun

    @pytest.mark.parametrize(
        ("counts", "mark"),
        [
            ({}, OpenMark.NOTHING),
            ({AssignmentState.DONE: 2}, OpenMark.DONE),
            ({AssignmentState.DONE: 1, AssignmentState.DONE_WAITING: 1}, OpenMark.IN_PROGRESS),
            ({AssignmentState.NOT_DONE_WAITING: 1}, OpenMark.IN_PROGRESS),
            ({AssignmentState.DONE: 1, AssignmentState.NOT_DONE: 1}, OpenMark.PARTLY_DONE),
            ({AssignmentState.NOT_DONE: 1}, OpenMark.NOT_DONE),
            ({AssignmentState.DONE: 1, AssignmentState.SILENT: 1}, OpenMark.OVERDUE),
            ({AssignmentState.AHEAD: 1, AssignmentState.RUNNING: 1}, OpenMark.AHEAD),
            ({AssignmentState.POSTPONED: 1}, OpenMark.POSTPONED),
            ({AssignmentState.ASKED: 1}, OpenMark.IN_PROGRESS),
        ],
    )
    def test_the_word_for_an_activity(self, counts, mark):
        assert open_mark(AssignmentTally(counts)) == mark


def test_no_page_names_people_of_the_portal(in_force):
    show_everything(in_force)
    name = in_force.coordinator.full_name.split()[0]

    for address in addresses(in_force):
        assert name not in Client().get(address).content.decode(), address


def test_the_cycle_says_what_there_is_and_what_there_isn_t(in_force):
    show_everything(in_force)
    told = page(in_force)

    steps = ["Цели", "Показатели", "Методы", "Мониторинг", "Анализ", "Рекомендации", "Меры", "Решения", "Эффективность"]
    places = [told.index(f"<h2>{step}</h2>") for step in steps]
    assert places == sorted(places)
    assert "О методах здесь ничего не открыто" in told
    assert "Эффективность программы ещё не оценена" in told


def test_the_method_is_told_by_its_rule_and_not_by_schools(in_force):
    show_everything(in_force)
    run = make_run(in_force.municipality, in_force.coordinator, label="2025")
    assert run.shape.name not in page(in_force)

    make_confirmed_run(in_force.municipality, in_force.coordinator, label="2025")
    told = page(in_force)
    methods = told[told.index('id="methods"') : told.index('id="monitoring"')]
    assert run.shape.name in methods
    assert escape(outline(run.shape.rule, run.shape).words) in methods
    assert not any(str(school) in methods for school in in_force.municipality.schools.all())


class TestCaches:
    def test_everybody_may_keep_it_and_no_cookie_comes_with_it(self, in_force):
        make_open(in_force)
        for address in addresses(in_force):
            answer = Client().get(address)
            assert answer.status_code == 200, address
            assert "public" in answer["Cache-Control"], address
            assert answer["ETag"], address
            assert not answer.cookies, address
            assert "sitemap" in address or "Cookie" not in answer.get("Vary", ""), address

    def test_who_is_logged_in_gets_the_same(self, in_force, browse):
        show_everything(in_force)
        for address in addresses(in_force)[:5]:
            assert browse("director").get(address).content == Client().get(address).content

    def test_an_unchanged_page_is_not_sent_again(self, in_force):
        show_everything(in_force)
        address = addresses(in_force)[0]
        tag = Client().get(address)["ETag"]
        again = Client().get(address, headers={"if-none-match": tag})

        assert (again.status_code, again.content) == (304, b"")

    def test_pages_have_no_scripts_and_no_styles_of_their_own(self, in_force):
        show_everything(in_force)
        for part in PARTS:
            told = page(in_force, part)
            assert "<script" not in told
            assert "style=" not in told
            assert "<style" not in told


class TestForMachines:
    def test_fields_are_described(self, in_force):
        make_open(in_force)
        root = reverse("open-municipality", args=[in_force.municipality.pk])
        described = Client().get(root + "data/datapackage.json").json()

        assert described["licenses"][0]["title"].startswith("Creative Commons")
        assert [resource["name"] for resource in described["resources"]] == [
            "programmes", "indicators", "activities", "documents",
        ]  # fmt: skip
        for resource in described["resources"]:
            written = Client().get(root + "data/" + resource["path"]).content.decode("utf-8-sig")
            head, *rows = csv.reader(io.StringIO(written), delimiter=";")
            fields = [field["name"] for field in resource["schema"]["fields"]]
            told = Client().get(f"{root}data/{resource['name']}.json").json()
            assert head == fields == [field["name"] for field in told["fields"]]
            assert len(rows) == len(told["rows"]) > 0
            assert told["license"] == described["licenses"][0]["title"]

    def test_unknown_data_are_not_found(self, in_force):
        show_everything(in_force)
        root = reverse("open-municipality", args=[in_force.municipality.pk])

        assert [Client().get(f"{root}data/{name}").status_code for name in ("people.csv", "programmes.xml")] == [
            404,
            404,
        ]

    def test_news_say_what_was_opened(self, in_force):
        issued = make_open(in_force)
        feed = etree.fromstring(page(in_force, "news/").encode())
        titles = [
            entry.findtext("{http://www.w3.org/2005/Atom}title")
            for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
        ]

        assert set(titles) == {f"Открыта программа: {in_force.programme}", f"Опубликован документ: {issued}"}

    def test_search_engines_find_every_open_page_and_no_other(self, in_force):
        issued = make_open(in_force)
        told = Client().get(reverse("open-sitemap")).content.decode()
        places = [
            place.text.removeprefix("http://testserver")
            for place in etree.fromstring(told.encode()).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
        ]

        root = reverse("open-municipality", args=[in_force.municipality.pk])
        own = [root + part.format(programme=in_force.programme.pk) for part in PARTS]
        assert sorted(places) == sorted([reverse("open-home"), *own, f"{root}documents/{issued.pk}/"])
        assert "Disallow: /\n" in Client().get(reverse("robots")).content.decode()


@pytest.mark.parametrize("name", ["open-home", "preview-municipality"])
def test_every_link_leads_somewhere(name, in_force, browse):
    """Relative ones too, from everybody's pages and from the preview's."""
    make_open(in_force)
    client = browse("coordinator") if name.startswith("preview") else Client()
    waiting = [reverse(name, args=[] if name == "open-home" else [in_force.municipality.pk])]
    seen = set()
    while waiting:
        address = waiting.pop()
        if address in seen or "/open/" not in address:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer["Content-Type"].startswith("text/html"):
            links = re.findall(r'<(?:a|link)\b[^>]*href="([^"#]+)"', answer.content.decode())
            waiting += [urljoin(address, link) for link in links]

    assert len(seen) > 12


class TestSettings:
    def address(self, district) -> str:
        return reverse("open-settings", args=[district.municipality.pk])

    def test_a_coordinator_marks_looks_and_opens(self, in_force, browse):
        issued = make_issued(in_force.programme, "passport", by=in_force.coordinator)
        client, pk = browse("coordinator"), in_force.programme.pk
        data = {f"parts-{pk}": ["shows_passport", "shows_roadmap"], "documents": [issued.pk], "licence": "CC BY 4.0"}
        marked = client.post(self.address(in_force), data, follow=True)
        preview = client.get(reverse("preview-programme", args=[in_force.municipality.pk, pk]))

        assert "Пока это видите только вы" in marked.content.decode()
        assert "Помочь школам" in preview.content.decode()
        assert "no-store" in preview["Cache-Control"]
        assert Client().get(addresses(in_force)[1]).status_code == 404

        opened = client.post(self.address(in_force), data | {"is_open": "on"}, follow=True)
        assert "теперь видят все" in opened.content.decode()
        assert "Помочь школам" in page(in_force)
        assert "Открытые программы" in Client().get(reverse("login")).content.decode()
        assert Change.objects.about(in_force.municipality).count() == 2
        marks = [words for each in lines_of(Change.objects.about(in_force.municipality)) for words in each.became]
        assert f"программы: {in_force.programme} (паспорт, план мероприятий с выполнением)" in marks
        assert f"документы: {issued}" in marks
        assert "показывать всем без входа: да" in marks

        client.post(self.address(in_force), data | {"is_open": "on", f"parts-{pk}": ["shows_roadmap"]})
        closed = lines_of(Change.objects.about(in_force.municipality))[0]
        assert f"программы: {in_force.programme} (план мероприятий с выполнением)" in closed.became
        assert "Помочь школам" not in page(in_force)

    def test_the_preview_shows_what_everybody_will_see(self, in_force, browse):
        show_everything(in_force)
        client = browse("coordinator")
        for part in PARTS:
            part = part.format(programme=in_force.programme.pk)
            shown = client.get(reverse("preview-municipality", args=[in_force.municipality.pk]) + part).content.decode()
            public = page(in_force, part)
            main = public[public.index("<h1>") : public.index("</main>")]
            assert main in shown

    def test_what_may_not_be_open_is_said_at_its_field(self, in_force, browse):
        answer = browse("coordinator").post(self.address(in_force), {"licence": "CC", "documents": ["0"]})

        assert answer.status_code == 422
        assert not OpenPages.objects.exists()

    def test_an_empty_portal_says_what_can_be_opened(self, district, browse):
        told = browse("coordinator").get(self.address(district)).content.decode()

        assert "Утверждённых программ муниципалитета пока нет" in told


# What a page costs: for two schools and for forty.
QUERIES = {
    "": 4,
    "programmes/{programme}/": 16,
    "programmes/{programme}/indicators/": 8,
    "programmes/{programme}/plan/": 9,
    "data/indicators.csv": 8,
    "news/": 4,
}


@pytest.mark.parametrize("schools", [2, 40])
@pytest.mark.parametrize("part", QUERIES)
def test_number_of_queries_does_not_grow(part, schools, district, django_assert_num_queries):
    for number in range(schools - 2):
        make_school(district.municipality, f"Новая СОШ № {number}")
    make_programme(
        district.municipality,
        indicators=indicators_shape(),
        roadmap=roadmap_shape(**{f"2.{n}": "Отдел образования, ОО" for n in range(schools)}),
    )
    approve(district.programme, by=district.coordinator)
    for assignment in district.activities["1.2"].assignments.exclude(school=None):
        report = AssignmentReport(Assignment.Status.IN_PROGRESS, "Да")
        report_on_assignment(assignment, report, by=make_user(Role.DIRECTOR, assignment.school))
    make_open(district)
    root = reverse("open-municipality", args=[district.municipality.pk])
    address = root + part.format(programme=district.programme.pk)
    Client().get(address)

    with django_assert_num_queries(QUERIES[part]):
        assert Client().get(address).status_code == 200
