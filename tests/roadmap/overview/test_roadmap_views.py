"""The plan of activities as people look at it: filtered, by schools, by days of a month, over a year."""

import datetime
import io
import re
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.accounts.roles import Role
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.reviewing import confirm_reports, return_reports
from roadmap.execution.models import Assignment
from roadmap.execution.queries.tallies import cells_of, tallies_of
from roadmap.execution.state import AssignmentState as State
from roadmap.execution.tally import AssignmentTally, StandingMark
from roadmap.overview.queries.matrix import roadmap_matrix
from roadmap.overview.queries.month import roadmap_month
from roadmap.overview.queries.table import DirectionProgress, followed_assignments, roadmap_table
from roadmap.overview.queries.year import roadmap_year
from roadmap.overview.timeline import HIGHEST_SHEET, timeline_sheets
from roadmap.plan.models import Activity
from tests.factories import approve, make_programme, make_school, make_user, roadmap_shape

Status = Assignment.Status
IN_TIME, LATE = datetime.date(2026, 8, 20), datetime.date(2026, 9, 1)


@pytest.fixture
def district(in_force):
    return in_force


@pytest.fixture(autouse=True)
def late(monkeypatch):
    """Everything of the district is due on 31.08.2026, which was yesterday."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: LATE)


def url_of(district, name: str = "programme-roadmap") -> str:
    return reverse(name, args=[district.programme.pk])


def do(district, number: str, school=None, status=Status.DONE, by=None) -> Assignment:
    assignment = district.activities[number].assignments.get(school=school)
    return report_on_assignment(assignment, AssignmentReport(status, "Сделано"), by=by or district.specialist)


def shown(html: str) -> list[str]:
    """Numbers of the activities in the page's table."""
    return re.findall(r'<td class="number">(\d[\d.]*)</td>', html)


def nested(direction: str, *inner: dict, **responsibles: str) -> dict:
    [shape] = roadmap_shape(**responsibles)["directions"]
    return shape | {"number": direction, "title": f"Направление {direction}", "directions": list(inner)}


class TestFilter:
    def rows(self, browse, district, query: str, persona: str = "coordinator") -> list[str]:
        answer = browse(persona).get(f"{url_of(district)}?{query}")
        assert answer.status_code == 200
        return shown(answer.content.decode())

    def test_by_direction_with_those_within_it(self, browse, district):
        inner = nested("2.1", **{"2.1.1": "Отдел"})
        shape = {"directions": [nested("1", **{"1.1": "Отдел"}), nested("2", inner, **{"2.0": "Отдел"})]}
        district.programme = make_programme(district.municipality, roadmap=shape)
        of = {each.number: each.pk for each in district.programme.roadmap.directions.all()}

        assert self.rows(browse, district, "") == ["1.1", "2.0", "2.1.1"]
        assert self.rows(browse, district, f"direction={of['2']}") == ["2.0", "2.1.1"]
        assert self.rows(browse, district, f"direction={of['2.1']}") == ["2.1.1"]

    def test_by_responsible(self, browse, district):
        assert self.rows(browse, district, "responsible=department") == ["1.1", "1.2"]
        assert self.rows(browse, district, f"responsible={district.school.pk}") == ["1.2", "1.3"]

    def test_by_state_and_what_needs_attention(self, browse, district):
        do(district, "1.1")
        do(district, "1.3", district.school, by=district.director)
        [returned] = return_reports([do(district, "1.2", district.school, by=district.director)], note="Нет приказа",
                                    by=district.specialist)  # fmt: skip

        assert returned.review == "returned"
        assert self.rows(browse, district, "status=done") == ["1.1", "1.3"]
        assert self.rows(browse, district, "attention=overdue") == ["1.2", "1.4"]
        assert self.rows(browse, district, "attention=waiting") == ["1.3"]
        assert self.rows(browse, district, "attention=returned") == ["1.2"]
        assert self.rows(browse, district, "attention=overdue&status=not_started") == ["1.4"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [("month=2026-08", 4), ("month=2026-09", 0), ("since=2026-08-31", 4), ("since=01.09.2026", 0),
         ("until=2026-07-31", 0), ("until=2026-08-01", 4), ("since=2026-08-10&until=2026-08-12", 4)],
    )  # fmt: skip
    def test_by_term(self, query, found, browse, district):
        assert len(self.rows(browse, district, query)) == found

    def test_whose_and_when_narrow_what_is_counted(self, browse, district):
        do(district, "1.2", district.school)
        html = browse("coordinator").get(url_of(district), {"responsible": district.school.pk}).content.decode()

        assert f'<option value="{district.school.pk}" selected>Берёзовская СОШ</option>' in html
        assert "1 из 1" in html
        assert "1 из 3" not in html

    def test_nothing_found_is_told_with_a_way_back(self, browse, district):
        html = browse("coordinator").get(url_of(district), {"status": "postponed"}).content.decode()

        assert "не подходит ни одно мероприятие" in html
        assert f'<a href="{url_of(district)}">Снять отбор</a>' in html

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("stauts=done", "условие, которого портал не знает: «stauts»"),
            ("status=finished", "Состояние: такого нет"),
            ("direction=99999", "Направление: такого нет"),
            ("responsible=all", "Ответственный: такого нет"),
            ("month=2031-01", "Срок в месяце: такого нет"),
            ("since=31.13.2026", "Такого дня нет"),
            ("month=2026-08&since=2026-08-01", "Выберите что-то одно: месяц или дни"),
            ("since=2026-08-02&until=2026-08-01", "Последний день раньше первого"),
        ],
    )
    def test_what_cannot_be_asked_for_is_told(self, query, words, browse, district):
        answer = browse("coordinator").get(f"{url_of(district)}?{query}")

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not shown(answer.content.decode())
        for name in ("roadmap-excel", "roadmap-pdf"):
            assert (
                browse("coordinator").get(f"{url_of(district, name)}?{query}").url
                == answer.wsgi_request.get_full_path()
            )

    def test_a_director_sees_what_concerns_the_own_school(self, browse, district):
        do(district, "1.2", district.other_school)

        assert self.rows(browse, district, "", "director") == ["1.2", "1.3"]
        assert self.rows(browse, district, "responsible=plan", "director") == ["1.1", "1.2", "1.3", "1.4"]
        assert self.rows(browse, district, "status=done", "director") == []
        refused = browse("director").get(url_of(district), {"responsible": district.other_school.pk})
        assert refused.status_code == 422
        assert "Сосновская" not in refused.content.decode()

    def test_a_draft_shows_everybody_the_whole_plan(self, browse, district):
        district.programme = make_programme(district.municipality, roadmap=roadmap_shape(**{"1.1": "Отдел"}))

        assert self.rows(browse, district, "", "director") == ["1.1"]

    def test_a_long_plan_is_paged(self, browse, district):
        shape = roadmap_shape(**{f"1.{number}": "Отдел" for number in range(201)})
        district.programme = make_programme(district.municipality, roadmap=shape)

        assert len(self.rows(browse, district, "")) == 149
        assert len(self.rows(browse, district, "page=2")) == 52


class TestTable:
    def table(self, district, on=LATE):
        return roadmap_table(district.programme.roadmap, Assignment.objects.all(), on)

    def test_progress_of_a_direction_counts_those_within_it(self, district):
        inner = nested("1.1", **{"1.1.1": "Отдел", "1.1.2": "Отдел"})
        shape = {"directions": [nested("1", inner, **{"1.0": "Отдел"})]}
        programme = make_programme(district.municipality, roadmap=shape)
        approve(programme, by=district.coordinator)
        for assignment in Assignment.objects.filter(activity__number__in=["1.1.1", "1.0"]):
            report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.specialist)
        lines = roadmap_table(programme.roadmap, Assignment.objects.all(), LATE).lines

        assert [(str(each.direction), each.progress) for each in lines if hasattr(each, "progress")] == [
            ("1 Направление 1", DirectionProgress(2, 3)), ("1.1 Направление 1.1", DirectionProgress(1, 2)),
        ]  # fmt: skip

    def test_stages_stand_each_for_itself(self, db):
        stages = [{"term": "Май 2026 г."}, {"term": "Ноябрь 2026 г."}]
        shape = {"directions": [{"activities": [{"name": "Дело", "responsible": "Отдел", "stages": stages}]}]}
        programme = make_programme(roadmap=shape)
        approve(programme, by=None)
        [line] = roadmap_table(programme.roadmap, Assignment.objects.all(), LATE).activities

        assert [each.tally.overdue for each in line.stages] == [1, 0]
        assert (line.tally.total, line.tally.overdue) == (2, 1)

    def test_the_last_day_itself_is_in_time_and_soon(self, district):
        tallies = [self.table(district, day).tally for day in (IN_TIME, datetime.date(2026, 8, 31), LATE)]

        assert [(each.overdue, each.soon) for each in tallies] == [(0, 0), (0, 6), (6, 0)]
        assert self.table(district, datetime.date(2026, 8, 24)).tally.soon == 6

    def test_both_ways_to_count_agree(self, district):
        do(district, "1.2", district.school, by=district.director)
        do(district, "1.2", district.other_school, Status.NOT_DONE)
        confirm_reports([do(district, "1.3", district.school, by=district.director)], by=district.coordinator)
        return_reports([do(district, "1.4", district.other_school, by=district.other_director)], note="Нет",
                       by=district.coordinator)  # fmt: skip
        everything = Assignment.objects.all()
        for day in (IN_TIME, datetime.date(2026, 8, 25), LATE):
            by_database = tallies_of(everything, day, "school", "activity")
            assert {key: tally for key, (tally, _) in cells_of(everything, day).items()} == by_database


@pytest.mark.parametrize(
    ("tally", "mark"),
    [
        (AssignmentTally({}), StandingMark.NOTHING),
        (AssignmentTally({State.DONE: 2}), StandingMark.DONE),
        (AssignmentTally({State.DONE: 1, State.DONE_WAITING: 1}), StandingMark.WAITING),
        (AssignmentTally({State.DONE_WAITING: 1, State.RETURNED: 1}), StandingMark.RETURNED),
        (AssignmentTally({State.SILENT: 1, State.RETURNED: 1, State.ASKED: 1}), StandingMark.OVERDUE),
        (AssignmentTally({State.DONE_WAITING: 1, State.RETURNED_OVERDUE: 1}), StandingMark.OVERDUE),
        (AssignmentTally({State.DONE: 1, State.NOT_DONE: 1}), StandingMark.PARTLY_DONE),
        (AssignmentTally({State.DONE: 1, State.NOT_STARTED: 1}), StandingMark.IN_PROGRESS),
    ],
)
def test_the_sign_says_what_needs_attention_first(tally, mark):
    assert tally.mark == mark


class TestFiles:
    def workbook(self, browse, district, query: str = "", persona: str = "coordinator"):
        answer = browse(persona).get(f"{url_of(district, 'roadmap-excel')}?{query}")
        return load_workbook(io.BytesIO(answer.content))

    PLAN, PROGRESS = "Ход исполнения плана", "Исполнение по направлениям"

    def pdf(self, browse, district, query: str = "", persona: str = "coordinator") -> str:
        answer = browse(persona).get(f"{url_of(district, 'roadmap-pdf')}?{query}")
        with pypdfium2.PdfDocument(answer.content) as document:
            return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())

    @pytest.mark.parametrize("persona", ["coordinator", "observer", "director"])
    @pytest.mark.parametrize("query", ["", "attention=overdue", "status=done", "month=2026-08"])
    def test_have_the_rows_of_the_page(self, query, persona, browse, district):
        do(district, "1.3", district.school, by=district.director)
        page = browse(persona).get(f"{url_of(district)}?{query}").content.decode()
        sheet = self.workbook(browse, district, query, persona)[self.PLAN]

        assert [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)] == shown(page)
        text = self.pdf(browse, district, query, persona)
        assert re.findall(r"(1\.\d) Мероприятие", text) == shown(page)

    def test_say_which_filter_was_used(self, browse, district):
        query = f"attention=overdue&responsible={district.school.pk}"
        line = "Отбор: ответственный — Берёзовская СОШ; требует внимания — просрочено."

        assert self.workbook(browse, district, query)[self.PLAN]["A3"].value == line
        assert line in self.pdf(browse, district, query)
        assert "Без отбора: показаны все мероприятия." in self.pdf(browse, district)

    def test_a_workbook_can_be_worked_with(self, browse, district):
        Activity.objects.filter(number="1.3").update(name="=HYPERLINK(1)", term="-5")
        workbook = self.workbook(browse, district)
        sheet = workbook[self.PLAN]
        [row] = [row for row in sheet.iter_rows(min_row=5) if row[1].value == "1.3"]

        assert [sheet.cell(4, number).value for number in (1, 2, 3, 8)] == [
            "Направление",
            "№",
            "Мероприятие",
            "Поручений",
        ]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:O8")
        assert [(row[place].value, row[place].data_type, row[place].quotePrefix) for place in (2, 4)] == [
            ("=HYPERLINK(1)", "s", True), ("-5", "s", True),
        ]  # fmt: skip
        assert [each.value for each in row[7:11]] == [1, 0, 0, 1]
        assert [each.value for each in workbook[self.PROGRESS][5]] == ["1 Анализ результатов", 4, 0, 0]

    def test_without_rows_say_so(self, browse, district):
        assert "не подходит ни одно мероприятие" in self.pdf(browse, district, "status=postponed")
        assert self.workbook(browse, district, "status=postponed")[self.PLAN].max_row == 4


class TestMatrix:
    def matrix(self, district, **options):
        roadmap = district.programme.roadmap
        return roadmap_matrix(roadmap, followed_assignments(roadmap, district.coordinator), LATE, **options)

    def test_has_a_cell_for_what_each_is_asked_for(self, district):
        do(district, "1.2", district.school, by=district.director)
        do(district, "1.4", district.other_school, Status.IN_PROGRESS)
        rows = {str(row.school): [cell and cell.tally.mark for cell in row.cells] for row in self.matrix(district).rows}

        assert rows == {
            "None": [StandingMark.OVERDUE, StandingMark.OVERDUE, None, None],
            "Берёзовская СОШ": [None, StandingMark.WAITING, StandingMark.OVERDUE, None],
            "Сосновская ООШ": [None, StandingMark.OVERDUE, None, StandingMark.OVERDUE],
        }

    def test_the_worst_come_first_or_names(self, district):
        do(district, "1.2", district.school)
        by_state, by_name = self.matrix(district), self.matrix(district, by_name=True)

        assert [str(row.school) for row in by_state.rows] == ["None", "Сосновская ООШ", "Берёзовская СОШ"]
        assert [str(row.school) for row in by_name.rows] == ["None", "Берёзовская СОШ", "Сосновская ООШ"]
        assert by_state.tally == by_name.tally
        assert (by_state.tally.total, by_state.tally.done, by_state.tally.overdue) == (6, 1, 5)

    def test_is_paged_by_a_hundred_schools(self, district):
        for number in range(101):
            make_school(district.municipality, f"СОШ № {number}")
        derive_assignments(district.programme.roadmap, by=district.coordinator)
        pages = [self.matrix(district, by_name=True, page=page) for page in ("1", "2")]

        assert [len(page.rows) for page in pages] == [101, 3]  # the department stands above the first page
        assert [page.tally.total for page in pages] == [107, 107]

    def test_a_sign_leads_to_the_assignment_and_has_words(self, browse, district):
        assignment = district.activities["1.3"].assignments.get()
        html = browse("coordinator").get(url_of(district, "roadmap-matrix")).content.decode()
        address = reverse("assignment-detail", args=[assignment.pk])

        assert f'<a href="{address}" title="просрочено" aria-label="просрочено">!</a>' in html
        assert '<span class="visually-hidden">не поручено</span>' in html

    def test_several_spans_lead_to_the_activity_of_the_school(self, browse, district):
        activity = district.activities["1.2"]
        Activity.objects.filter(pk=activity.pk).update(term="Июнь, август 2026 г.")
        derive_assignments(district.programme.roadmap, by=district.coordinator)
        html = browse("coordinator").get(url_of(district, "roadmap-matrix")).content.decode()
        address = f"{reverse('activity-detail', args=[activity.pk])}?school={district.school.pk}"

        assert f'<a href="{address}" title="просрочено; выполнено 0 из 2"' in html
        page = browse("coordinator").get(address).content.decode()
        assert page.count("Берёзовская СОШ") == 2
        assert "Сосновская" not in page
        assert browse("coordinator").get(address.replace(str(district.school.pk), "x")).status_code == 422

    def test_the_morning_begins_with_numbers_that_lead_on(self, browse, district):
        do(district, "1.3", district.school, by=district.director)
        html = browse("coordinator").get(url_of(district, "roadmap-matrix")).content.decode()

        assert re.search(r"attention=overdue\">\s*<strong>5</strong> просрочено", html)
        review = f"{reverse('review-list')}?programme={district.programme.pk}"
        assert re.search(rf"{re.escape(review)}\"><strong>1</strong> ждут подтверждения", html)

    def test_a_director_has_the_own_row_only(self, browse, district):
        html = browse("director").get(url_of(district, "roadmap-matrix")).content.decode()

        assert "Берёзовская СОШ" in html
        assert "Сосновская" not in html
        assert '<th scope="row">Отдел</th>' not in html

    def test_unknown_conditions_are_told(self, browse, district):
        for name in ("roadmap-matrix", "roadmap-calendar", "roadmap-timeline"):
            answer = browse("observer").get(url_of(district, name), {"foo": "1"})
            assert answer.status_code == 422
            assert "портал не знает: «foo»" in answer.content.decode()


class TestMonth:
    def month(self, first: datetime.date, **filters):
        return roadmap_month(Assignment.objects.filter(**filters), first, LATE)

    def test_has_what_is_due_and_what_begins(self, district):
        august = self.month(datetime.date(2026, 8, 1))
        [begins, due] = august.days

        assert (begins.date.day, [each.activity.number for each in begins.begins]) == (1, ["1.1", "1.2", "1.3", "1.4"])
        assert (due.date.day, [(each.activity.number, each.tally.total) for each in due.due]) == (
            31, [("1.1", 1), ("1.2", 3), ("1.3", 1), ("1.4", 1)],
        )  # fmt: skip
        assert not self.month(datetime.date(2026, 9, 1)).days

    def test_weeks_begin_on_monday_and_months_follow_each_other(self, db):
        august = self.month(datetime.date(2026, 8, 1))

        assert {week[0].date.weekday() for week in august.weeks} == {0}
        assert (august.previous, august.next) == (datetime.date(2026, 7, 1), datetime.date(2026, 9, 1))
        assert self.month(datetime.date(2026, 12, 1)).next == datetime.date(2027, 1, 1)

    def test_a_page_of_a_month(self, browse, district):
        url = url_of(district, "roadmap-calendar")
        html = browse("director").get(url, {"month": "2026-08"}).content.decode()

        assert "Август 2026" in html
        assert "?month=2026-07" in html
        assert "Мероприятие 1.3" in html
        assert "Мероприятие 1.4" not in html
        assert 'aria-current="date"' in browse("director").get(url).content.decode()
        assert browse("director").get(url, {"month": "2026-13"}).status_code == 422


class TestYear:
    def rows(self, district, year: int = 2026):
        return roadmap_year(district.programme.roadmap, Assignment.objects.all(), year, LATE)

    def test_each_span_is_a_bar(self, district):
        Activity.objects.filter(number="1.3").update(term="Май, август 2026 г.")
        Activity.objects.filter(number="1.4").update(term="По плану РМО")
        derive_assignments(district.programme.roadmap, by=district.coordinator)
        rows = self.rows(district)
        [sheet] = timeline_sheets(rows, 2026, LATE)
        by_label = {row.label: row for row in sheet.rows}

        assert [bar.words for bar in by_label["1.3 Мероприятие 1.3"].bars] == [
            "01.05.2026 – 31.05.2026: просрочено", "01.08.2026 – 31.08.2026: просрочено",
        ]  # fmt: skip
        assert by_label["1.2 Мероприятие 1.2"].bars[0].count == "0/3"
        assert by_label["1.4 Мероприятие 1.4"].undated == "По плану РМО"
        september = sheet.months[8]
        assert sheet.today_x == september.x
        assert [str(row.item) for row in self.rows(district, 2025)] == ["1 Анализ результатов", "1.4 Мероприятие 1.4"]
        assert timeline_sheets(rows, 2025, LATE)[0].today_x is None

    def test_spans_that_overlap_do_not_cover_each_other(self, district):
        assignment = district.activities["1.3"].assignments.get()
        for start, end in (((2025, 6, 1), (2026, 8, 10)), ((2026, 8, 11), (2027, 1, 31))):
            Assignment.objects.create(
                activity=assignment.activity, school=assignment.school,
                starts_on=datetime.date(*start), ends_on=datetime.date(*end), deadline_on=datetime.date(*end),
            )  # fmt: skip
        [sheet] = timeline_sheets(self.rows(district), 2026, LATE)
        [bars] = [row.bars for row in sheet.rows if row.label == "1.3 Мероприятие 1.3"]

        assert len({bar.y for bar in bars}) == 2
        for bar in bars:
            assert sheet.label_width <= bar.x < bar.x + bar.width <= sheet.width
            for other in bars:
                assert (
                    bar is other or bar.y != other.y or bar.x + bar.width <= other.x or other.x + other.width <= bar.x
                )

    def test_a_long_year_is_several_sheets(self, district):
        shape = roadmap_shape(**{f"1.{number}": "Отдел" for number in range(70)})
        district.programme = make_programme(district.municipality, roadmap=shape)
        sheets = timeline_sheets(self.rows(district), 2026, LATE)

        assert sum(len(sheet.rows) for sheet in sheets) == 71
        assert all(sheet.height <= HIGHEST_SHEET for sheet in sheets)

    def test_the_picture_is_well_formed_and_told_in_words(self, browse, district):
        html = browse("director").get(url_of(district, "roadmap-timeline"), {"year": 2026}).content.decode()
        [picture] = re.findall(r'<svg class="timeline".*?</svg>\s*</div>', html, re.DOTALL)

        assert ElementTree.fromstring(picture.removesuffix("</div>").strip()).get("role") == "img"  # noqa: S314 - ours
        assert "01.08.2026 – 31.08.2026: просрочено" in html.split("То же словами")[1]
        assert "Мероприятие 1.4" not in html
        assert browse("director").get(url_of(district, "roadmap-timeline"), {"year": 1999}).status_code == 422

    def test_a_draft_shows_what_its_words_mean(self, browse, district):
        district.programme = make_programme(district.municipality, roadmap=roadmap_shape(**{"1.1": "Отдел"}))
        [sheet] = timeline_sheets(self.rows(district), 2026, LATE)

        assert [bar.words for row in sheet.rows for bar in row.bars] == ["01.08.2026 – 31.08.2026"]


def test_an_activity_of_many_schools_is_paged(browse, district):
    for number in range(105):
        make_school(district.municipality, f"СОШ № {number}")
    derive_assignments(district.programme.roadmap, by=district.coordinator)
    url = reverse("activity-detail", args=[district.activities["1.2"].pk])
    pages = [browse("observer").get(url, {"page": page}).content.decode() for page in (1, 2)]

    assert [page.count('class="record"') for page in pages] == [100, 8]


def test_an_observer_of_a_school_sees_that_school(browse, district):
    district.guest = make_user(Role.OBSERVER, district.school)
    html = browse("guest").get(url_of(district)).content.decode()

    assert shown(html) == ["1.2", "1.3"]
