"""Reports on a plan's execution for some days and for one school: what stands in them, and what must not."""

import datetime
from collections import Counter

import pytest
from django.urls import reverse
from django.utils.timezone import now

from portal.text.prose import Heading
from reports.blocks.content import ApprovalStamp, SignatureLine, Table, text_of
from reports.issue.models import Document
from reports.issue.queries import build_content
from reports.kinds.execution.queries import AssignmentOutcome
from reports.kinds.execution.totals import total_sentence
from roadmap.execution.evidence.models import Evidence
from roadmap.execution.models import Assignment
from roadmap.plan.models import Roadmap
from schools.access.models import Membership
from schools.directory.models import Department
from tests.factories import make_issued, make_school
from tests.reports.made_documents import pdf_words, squeezed

pytestmark = pytest.mark.django_db
Status, Review = Assignment.Status, Assignment.Review


def report_of(programme, school=None, **options):
    return build_content(
        Document(
            kind="execution", programme=programme, municipality=programme.municipality, school=school,
            options=options,
        )
    )  # fmt: skip


def blocks(content, kind):
    return [block for part in content.parts for block in part.blocks if isinstance(block, kind)]


def rows(content, place=-1):
    return [[cell.text for cell in row.cells] for row in blocks(content, Table)[place].rows]


def sentences(content):
    return " ".join(text_of(block) for part in content.parts for block in part.blocks if hasattr(block, "spans"))


def put(assignment, status=Status.DONE, text="", done_on=None, review=Review.NONE, **fields):
    assignment.status, assignment.text, assignment.done_on, assignment.review = status, text, done_on, review
    assignment.version, assignment.reported_at = 1, now()
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save()
    return assignment


@pytest.fixture
def reported(in_force):
    """Activities are due in August 2026: 1.1 of the department, 1.2 of everybody, 1.3 and 1.4 of a school each."""
    own, other = in_force.school, in_force.other_school
    each = {(one.activity.number, one.school): one for one in Assignment.objects.select_related("activity", "school")}
    put(each["1.1", None], text="Проведён анализ", done_on=datetime.date(2026, 8, 20))
    put(each["1.2", own], text="Свои слова", done_on=datetime.date(2026, 9, 3), review=Review.WAITING)
    put(each["1.2", other], text="Чужие слова", done_on=datetime.date(2026, 8, 3))
    put(each["1.3", own], text="Возвращённые слова", review=Review.RETURNED)
    put(each["1.4", other], Status.POSTPONED, "Чужая причина", postponed_to=datetime.date(2026, 10, 1),
        review=Review.WAITING)  # fmt: skip
    Evidence.objects.create(assignment=each["1.2", own], number="12", issued_on=datetime.date(2026, 8, 3))
    return in_force


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """The terms are over, whenever the tests run."""
    monkeypatch.setattr("reports.kinds.execution.queries.timezone.localdate", lambda: datetime.date(2026, 11, 22))


SPAN = {"since_on": "2026-07-01", "until_on": "2026-09-30"}


def test_a_report_for_some_days_has_a_line_for_each_report_and_one_for_the_silent(reported):
    content = report_of(reported.programme, **SPAN)

    assert rows(content) == [
        ["1 Анализ результатов"],
        ["1.1", "Мероприятие 1.1", "Август 2026 г.", "Отдел образования", "выполнено 20.08.2026",
         "Проведён анализ", ""],
        ["1.2", "Мероприятие 1.2", "Август 2026 г.", "Берёзовская СОШ",
         "выполнено 03.09.2026, с опозданием\n(не подтверждено отделом)", "Свои слова",
         "Приказ №\u00a012 от\u00a003.08.2026"],
        ["Август 2026 г.", "Сосновская ООШ", "выполнено 03.08.2026", "Чужие слова", ""],
        ["Август 2026 г.", "Отдел образования", "нет отчёта", "", ""],
        ["1.3", "Мероприятие 1.3", "Август 2026 г.", "Берёзовская СОШ", "в работе", "", ""],
        ["1.4", "Мероприятие 1.4", "Август 2026 г.", "Сосновская ООШ",
         "просят перенести на 01.10.2026\n(не подтверждено отделом)", "Чужая причина", ""],
    ]  # fmt: skip
    assert (
        "Предусмотрено 6 поручений: выполнено в срок – 2, ждут подтверждения – 1, просят перенести – 1, в работе – 1, "
        "нет отчёта – 1."
    ) in sentences(content)
    assert "за период с 1 июля 2026 г. по 30 сентября 2026 г." in sentences(content)


@pytest.mark.parametrize(
    ("options", "is_there"),
    [
        ({"since_on": "2026-08-31"}, True),
        ({"until_on": "2026-08-01"}, True),
        ({"since_on": "2026-09-01"}, False),
        ({"until_on": "2026-07-31"}, False),
    ],
)
def test_an_activity_belongs_to_days_that_its_term_overlaps(reported, options, is_there):
    assert ("Мероприятие 1.1" in str(report_of(reported.programme, **options))) == is_there


def test_what_cannot_be_dated_belongs_to_the_day_when_it_was_done(reported):
    Assignment.objects.filter(text="Проведён анализ").update(starts_on=None, ends_on=None, deadline_on=None)

    assert "Проведён анализ" in str(report_of(reported.programme, since_on="2026-08-20", until_on="2026-08-20"))
    assert "Проведён анализ" not in str(report_of(reported.programme, since_on="2026-08-21"))


@pytest.mark.parametrize("days", [{}, SPAN])
@pytest.mark.parametrize(
    ("approver", "shown"), [("С. Старый", ("Начальник отдела", "Н. Новая")), ("Г. Глава", ("Глава", "Г. Глава"))]
)
def test_the_departments_report_is_signed_by_its_head_of_today(reported, days, approver, shown):
    programme = reported.programme
    programme.requisites = {"department": {"head": {"position": "Начальник", "name": "С. Старый"}}}
    programme.stamp_position, programme.stamp_name = "Глава", approver
    Department.objects.update(head_position="Начальник отдела", head_name="Н. Новая")
    content = report_of(programme, **days)

    assert blocks(content, ApprovalStamp) == [ApprovalStamp(*shown)]
    assert blocks(content, SignatureLine) == [SignatureLine("Начальник отдела", "Н. Новая")]


def test_a_schools_report_is_approved_and_signed_by_its_director(reported):
    content = report_of(reported.programme, reported.school)

    assert blocks(content, ApprovalStamp) == [ApprovalStamp("Директор (Берёзовская СОШ)", "М. О. Кузнецова")]
    assert blocks(content, SignatureLine) == [SignatureLine("Директор (Берёзовская СОШ)", "М. О. Кузнецова")]
    assert [row[0] for row in rows(content)] == ["1 Анализ результатов", "1.2", "1.3"]
    Membership.objects.filter(school=reported.school).delete()
    assert blocks(report_of(reported.programme, reported.school), ApprovalStamp)[0].name == ""


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (datetime.date(2026, 7, 31), "срок не наступил"),
        (datetime.date(2026, 8, 1), "срок не истёк"),
        (datetime.date(2026, 8, 31), "срок не истёк"),
        (datetime.date(2026, 9, 1), "нет отчёта"),
    ],
)
def test_a_term_is_ahead_until_its_first_day_and_runs_until_its_last(reported, monkeypatch, on, words):
    monkeypatch.setattr("reports.kinds.execution.queries.timezone.localdate", lambda: on)
    content = report_of(reported.programme, **SPAN)

    assert f"{words} – 1" in sentences(content)
    assert ["Август 2026 г.", "Отдел образования", words, "", ""] in rows(content)


def changed(assignment, activity=(), **fields):
    """The words of its activity and its own fields."""
    for record, values in ((assignment.activity, activity), (assignment, fields)):
        type(record).objects.filter(pk=record.pk).update(**dict(values))


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("До 31 августа 2026 года", "До 31 августа 2026 года"),
        ("Ежемесячно", "Ежемесячно"),
        (None, "не указан"),
    ],
)
def test_the_term_is_the_plans_own_words(reported, term, shown):
    changed(Assignment.objects.get(text="Проведён анализ"), activity={"term": term})

    assert rows(report_of(reported.programme, **SPAN))[1][2] == shown


def test_of_several_times_the_mark_says_which(reported):
    first = Assignment.objects.get(text="Проведён анализ")
    changed(first, activity={"term": "Ежемесячно"})
    for month in (7, 9):
        span = datetime.date(2026, month, 1), datetime.date(2026, month, 31 if month == 7 else 30)
        Assignment.objects.create(activity=first.activity, starts_on=span[0], ends_on=span[1], deadline_on=span[1])
    found = rows(report_of(reported.programme, **SPAN))[1:4]

    assert [row[-5] for row in found] == ["Ежемесячно"] * 3
    assert sorted(row[-3] for row in found) == [
        "выполнено 20.08.2026\n(август 2026 г.)", "нет отчёта\n(июль 2026 г.)", "нет отчёта\n(сентябрь 2026 г.)",
    ]  # fmt: skip


def test_what_has_a_dated_document_is_not_called_undated(reported):
    done = Assignment.objects.get(text="Проведён анализ")
    changed(done, done_on=None)
    Evidence.objects.create(assignment=done, number="5", issued_on=datetime.date(2026, 8, 25))
    content = report_of(reported.programme, **SPAN)

    assert rows(content)[1][4:] == ["выполнено", "Проведён анализ", "Приказ №\u00a05 от\u00a025.08.2026"]
    assert "выполнено – 1" in sentences(content)
    assert "без даты" not in str(content)


@pytest.mark.parametrize(
    ("title", "plan", "shown"),
    [
        ("Муниципальная программа поддержки школ", None,
         ["Отчёт об исполнении плана мероприятий муниципальной программы поддержки школ"]),
        ("Муниципальная программа поддержки школ", "Дорожная карта на 2026 год",
         ["Отчёт об исполнении плана мероприятий муниципальной программы поддержки школ",
          "«Дорожная карта на 2026 год»"]),
        ("Муниципальная программа поддержки школ", "План по реализации муниципальной программы поддержки школ",
         ["Отчёт об исполнении плана мероприятий", "«План по реализации муниципальной программы поддержки школ»"]),
        ("Учимся вместе", None, ["Отчёт об исполнении плана мероприятий программы «Учимся вместе»"]),
        ("Комплекс мер по поддержке школ", None, ["Отчёт об исполнении комплекса мер по поддержке школ"]),
        ("Отчёт об исполнении плана", "План работы", ["Отчёт об исполнении плана", "«План работы»"]),
    ],
)  # fmt: skip
def test_the_title_names_the_programme(reported, title, plan, shown):
    type(reported.programme).objects.update(title=title)
    Roadmap.objects.update(title=plan)
    reported.programme.refresh_from_db()

    for asked in ({}, SPAN):
        found = [text_of(each) for each in blocks(report_of(reported.programme, **asked), Heading)]
        assert found[: len(shown)] == shown


def test_the_department_is_named_as_the_plan_names_it_without_the_schools_beside_it(reported):
    both = "Управление образования, ММЦ, директора школ"
    changed(Assignment.objects.get(text="Проведён анализ"), activity={"responsible": "Специалист ЦОКО, ММЦ"})
    changed(Assignment.objects.get(text="Свои слова"), activity={"responsible": both})
    found = rows(report_of(reported.programme, **SPAN))

    assert found[1][3] == "Специалист ЦОКО, ММЦ"
    assert [row[1] for row in found[3:5]] == ["Сосновская ООШ", "Управление образования, ММЦ"]


@pytest.mark.parametrize(
    ("fields", "total", "row"),
    [
        ({"done_on": None}, "выполнено, без даты – 1", "выполнено, без даты"),
        ({"deadline_on": None, "starts_on": None, "ends_on": None}, "выполнено – 1", "выполнено 20.08.2026"),
        ({"status": Status.POSTPONED, "postponed_to": datetime.date(2026, 9, 9)}, "перенесено – 1",
         "перенесено на 09.09.2026"),
        ({"review": Review.WAITING, "done_on": None}, "ждут подтверждения – 2",
         "выполнено, без даты\n(не подтверждено отделом)"),
    ],
)  # fmt: skip
def test_in_time_is_only_what_has_a_day_within_its_term(reported, fields, total, row):
    changed(Assignment.objects.get(text="Проведён анализ"), **fields)
    content = report_of(reported.programme, **SPAN)

    assert total in sentences(content)
    assert "выполнено в срок – 1," in sentences(content)
    assert rows(content)[1][4] == row


def test_the_whole_plan_tells_who_asks_to_postpone_from_what_is_postponed(reported):
    assert "просят перенести на 01.10.2026" in str(report_of(reported.programme))
    Assignment.objects.filter(status=Status.POSTPONED).update(review=Review.CONFIRMED)
    assert "Сосновская ООШ: перенесено на 01.10.2026" in str(report_of(reported.programme))


def test_days_without_activities_say_so(reported):
    content = report_of(reported.programme, since_on="2027-01-01")

    assert not blocks(content, Table)
    assert "На этот срок плану нечего было поручить." in sentences(content)


def test_the_whole_plan_has_totals_and_says_what_is_not_confirmed(reported):
    content = report_of(reported.programme)
    marks = [row[-1] for row in rows(content)]

    assert "Предусмотрено 6 поручений" in sentences(content)
    assert any("Свои слова" in mark and mark.count("(не подтверждено отделом)") == 1 for mark in marks)
    assert "Возвращённые слова" not in str(content)


def test_one_of_each_agrees():
    assert total_sentence(Counter({AssignmentOutcome.IN_TIME: 1})) == "Предусмотрено 1 поручение: выполнено в срок – 1."
    assert total_sentence(Counter({AssignmentOutcome.LATE: 2})).startswith("Предусмотрены 2 поручения:")


class TestWhoReads:
    def address(self, district, **asked):
        words = "&".join(f"{key}={value}" for key, value in {"programme": district.programme.pk, **asked}.items())
        return f"{reverse('document-print', args=['execution', 'pdf'])}?{words}"

    def test_a_director_gets_the_own_school_and_never_anothers_words(self, reported, browse):
        page = browse("director").get(reverse("document-new", args=["execution"]), {"programme": reported.programme.pk})
        words = pdf_words(browse("director").get(self.address(reported)).content)

        assert page.context["document"].school == reported.school
        assert squeezed("Свои слова") in words
        for another in ("Чужие слова", "Чужая причина", "Сосновская"):
            assert squeezed(another) not in words

    def test_a_director_cannot_ask_for_another_school(self, reported, browse):
        asked = browse("director").get(self.address(reported, school=reported.other_school.pk))
        page = browse("director").get(asked.url)

        assert asked.status_code == 302
        assert page.status_code == 422
        assert "Чужие" not in page.content.decode()

    def test_who_leads_two_schools_chooses(self, reported, browse):
        Membership.objects.create(user=reported.director, role="director", school=reported.other_school)
        words = pdf_words(browse("director").get(self.address(reported, school=reported.other_school.pk)).content)

        assert squeezed("Чужие слова") in words
        assert squeezed("Свои слова") not in words

    def test_an_issued_report_of_a_school_is_seen_by_that_school(self, reported, browse):
        kind, by = "execution", reported.coordinator
        issued = make_issued(reported.programme, kind, by=by, school=reported.school)
        whole = make_issued(reported.programme, kind, by=by, number="3")
        statuses = {
            (persona, document): browse(persona).get(f"/documents/{document.pk}/").status_code
            for persona in ("director", "other_director")
            for document in (issued, whole)
        }

        assert statuses == {
            ("director", issued): 200, ("director", whole): 404,
            ("other_director", issued): 404, ("other_director", whole): 404,
        }  # fmt: skip


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, in_force, count):
    activity = in_force.activities["1.2"]
    for _ in range(count):
        school = make_school(in_force.municipality)
        day = datetime.date(2026, 8, 1)
        assignment = Assignment(activity=activity, school=school, starts_on=day, ends_on=day, deadline_on=day)
        put(assignment, text="Сделано")
        Evidence.objects.create(assignment=assignment, number="1")
    with django_assert_num_queries(6):
        assert len(blocks(report_of(in_force.programme, **SPAN), Table)[-1].rows) > count
    with django_assert_num_queries(11):
        report_of(in_force.programme)


def test_a_table_of_contents_is_asked_for(reported, browse):
    address = f"/documents/new/execution/pdf/?programme={reported.programme.pk}"
    plain, with_contents = (
        pdf_words(browse("coordinator").get(address + more).content) for more in ("", "&with_contents=on")
    )

    assert ("Содержание" in plain, "Содержание" in with_contents) == (False, True)
