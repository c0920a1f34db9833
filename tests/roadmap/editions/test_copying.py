"""Programmes made from others: the next years', an amendment, a school's own."""

import datetime
import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from indicators.identification.models import LowResultList
from portal.text.differences import compare_words
from roadmap.editions.actions import approve_programme, withdraw_approval
from roadmap.editions.compared_parts import compare_programmes
from roadmap.editions.copying import begin_amendment, begin_next, keep_as_template, roll_out
from roadmap.exchange.exporter import programme_as_document
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import PassportItem, Programme
from schools.orders.models import Order
from tests.factories import approve, make_programme, make_school

Status = Assignment.Status


@pytest.fixture
def programme(district) -> Programme:
    stages = [{"term": "Май 2025 г."}, {"term": "Ноябрь 2025 г."}]
    made = make_programme(
        district.municipality,
        title="Программа на 2025-2026 годы",
        passport=[{"label": "Цель", "text": "Помочь в 2025 году"}],
        indicators={"periods": ["2025"], "groups": [{"rows": [{"name": "Доля", "values": {"2025": {"plan": "5"}}}]}]},
        roadmap={
            "title": "План на 2025-2026 учебный год",
            "directions": [{"title": "Дела", "activities": [
                {"number": "1", "name": "Семинар", "term": "Август 2025г.", "responsible": "ОО", "report": "Был"},
                {"number": "2", "name": "Выезды", "responsible": "Отдел образования", "stages": stages},
            ]}],
        },
    )  # fmt: skip
    return approve(made, by=district.coordinator)


def of(programme: Programme, number: str) -> Activity:
    return Activity.objects.get(direction__roadmap__programme=programme, number=number)


def amend(programme: Programme, by) -> Programme:
    amendment = begin_amendment(programme, by=by)
    of(amendment, "2").delete()
    order = Order(municipality=programme.municipality, number="2-о", issued_on=datetime.date(2025, 6, 1))
    approve_programme(programme=amendment, order=order, annex="1", by=by)
    for each in (programme, amendment):
        each.refresh_from_db()
    return amendment


class TestNext:
    def test_terms_and_titles_move_on_and_figures_stay_behind(self, district, programme):
        made = begin_next(programme, start_year=2028, title="Программа на 2028 год", by=district.coordinator)
        document = programme_as_document(made)["programme"]

        assert (made.status, made.start_year, made.end_year, made.origin) == ("draft", 2028, 2030, programme)
        assert document["roadmap"]["title"] == "План на 2028-2029 учебный год"
        assert [a.term for a in Activity.objects.filter(direction__roadmap__programme=made)] == ["Август 2028г.", None]
        assert [s.term for s in Stage.objects.filter(activity__direction__roadmap__programme=made)] == [
            "Май 2028 г.", "Ноябрь 2028 г.",
        ]  # fmt: skip
        assert of(made, "1").report is None
        assert document["passport"][0]["text"] == "Помочь в 2025 году"
        assert document["indicators"]["periods"] == ["2028"]
        assert document["indicators"]["groups"][0]["rows"] == [{"name": "Доля"}]
        assert "orders" not in programme_as_document(made)

    def test_a_template_has_the_words_of_its_years_and_no_figures(self, district, programme):
        template = keep_as_template(programme, by=district.coordinator)
        document = programme_as_document(template)["programme"]

        assert (template.status, template.start_year) == ("template", 2025)
        assert document["indicators"]["groups"][0]["rows"] == [{"name": "Доля"}]
        assert of(template, "1").term == "Август 2025г."

    def test_every_activity_knows_where_it_comes_from(self, district, programme):
        made = begin_next(programme, start_year=2026, title="Новая", by=district.coordinator)

        assert of(made, "2").origin == of(programme, "2")
        assert [stage.origin.term for stage in of(made, "2").stages.all()] == ["Май 2025 г.", "Ноябрь 2025 г."]


class TestAmendment:
    def test_it_says_what_the_approved_text_says(self, district, programme):
        report_on_assignment(
            of(programme, "1").assignments.first(), AssignmentReport(Status.DONE, "Провели"), by=district.coordinator
        )
        amendment = begin_amendment(programme, by=district.coordinator)
        before, after = (programme_as_document(each, with_entered=False) for each in (programme, amendment))

        assert before["programme"].pop("approved_by") == {"order": "1-о", "annex": "1"}
        assert after["programme"].pop("approved_by") == {"annex": "1"}  # its own order will approve it
        assert after == before

    def test_reports_go_on_in_the_new_revision_and_what_was_struck_stays(self, district, programme):
        for number in ("1", "2"):
            assignment = of(programme, number).assignments.department_first().first()
            report_on_assignment(assignment, AssignmentReport(Status.DONE, f"О {number}"), by=district.coordinator)
        amendment = amend(programme, district.coordinator)

        assert (programme.status, amendment.status) == ("superseded", "approved")
        assert [each.text for each in of(amendment, "1").assignments.reported()] == ["О 1"]
        assert [each.text for each in of(programme, "2").assignments.reported()] == ["О 2"]
        assert not of(programme, "1").assignments.exists()
        assert Assignment.objects.in_force().filter(activity__direction__roadmap__programme=programme).count() == 0

    def test_striking_what_was_reported_on_is_warned_of(self, browse, district, programme):
        assignment = of(programme, "2").assignments.first()
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "Были"), by=district.coordinator)
        amendment = begin_amendment(programme, by=district.coordinator)
        url = reverse("row-delete", args=[amendment.pk])
        client = browse("coordinator")

        warned = client.get(url, {"row": f"a{of(amendment, '2').pk}"}).content.decode()
        assert "уже отчитались: 1" in warned
        assert "уже отчитались" not in client.get(url, {"row": f"a{of(amendment, '1').pk}"}).content.decode()

    def test_a_moved_term_takes_the_report_along(self, district, programme):
        assignment = of(programme, "1").assignments.department_first().first()
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "Провели"), by=district.coordinator)
        amendment = begin_amendment(programme, by=district.coordinator)
        changed = of(amendment, "1")
        changed.term = "Октябрь 2025г."
        changed.save()
        order = Order(municipality=programme.municipality, number="2-о", issued_on=datetime.date(2025, 6, 1))
        approve_programme(programme=amendment, order=order, annex="1", by=district.coordinator)

        [reported] = of(amendment, "1").assignments.reported()
        assert (reported.text, reported.deadline_on, reported.is_expected) == (
            "Провели", datetime.date(2025, 10, 31), True,
        )  # fmt: skip

    def test_withdrawing_it_puts_the_earlier_revision_in_force_again(self, district, programme):
        before = sorted(map(str, Assignment.objects.in_force().values_list("activity", "school", "stage")))
        amendment = amend(programme, district.coordinator)
        withdraw_approval(programme=amendment, by=district.coordinator)
        programme.refresh_from_db()

        assert programme.status == "approved"
        assert sorted(map(str, Assignment.objects.in_force().values_list("activity", "school", "stage"))) == before

    def test_a_revision_is_amended_by_one_draft_at_a_time(self, district, programme):
        begin_amendment(programme, by=district.coordinator)
        with pytest.raises(WrongProgrammeState, match="уже начаты"):
            begin_amendment(programme, by=district.coordinator)

    def test_two_amendments_of_one_revision_are_not_both_approved(self, district, programme):
        """Should there be two by whatever way."""
        rival = begin_amendment(programme, by=district.coordinator)
        Programme.objects.filter(pk=rival.pk).update(amends=None)
        amend(programme, district.coordinator)
        Programme.objects.filter(pk=rival.pk).update(amends=programme)
        with pytest.raises(WrongProgrammeState, match="уже сменила другая"):
            approve_programme(programme=rival, order=programme.approval_order, annex="", by=district.coordinator)

    def test_an_approved_programme_under_amendment_is_not_withdrawn(self, district, programme):
        begin_amendment(programme, by=district.coordinator)
        with pytest.raises(WrongProgrammeState, match="уже меняют"):
            withdraw_approval(programme=programme, by=district.coordinator)


class TestRollOut:
    def test_each_school_gets_its_own_once(self, district, programme):
        title = "Программа перехода: {школа}"
        schools = [district.school, district.other_school]
        made = roll_out(programme, schools[:1], title=title, by=district.coordinator)
        made += roll_out(programme, schools, title=title, by=district.coordinator)

        assert [(each.title, each.school, each.origin) for each in made] == [
            ("Программа перехода: Берёзовская СОШ", district.school, programme),
            ("Программа перехода: Сосновская ООШ", district.other_school, programme),
        ]

    def test_the_municipal_title_is_nowhere_in_it_and_the_head_of_the_department_does_not_sign(
        self, district, programme
    ):
        PassportItem.objects.create(
            programme=programme, position=9, label="Название", text=f"{programme.title} (далее)"
        )
        Roadmap.objects.filter(programme=programme).update(title=f"Дорожная карта: {programme.title}")
        programme.requisites["department"] = {"name": "Отдел", "head": {"name": "И. И. Иванов"}}
        programme.save()
        (made,) = roll_out(programme, [district.school], title="Программа школы {школа}", by=district.coordinator)

        assert programme.title not in json.dumps(programme_as_document(made), ensure_ascii=False)
        assert made.passport.get(label="Название").text == f"Программа школы {district.school} (далее)"
        assert not made.department_head

    def test_everything_in_it_is_asked_of_the_school(self, district, programme):
        make_school(district.municipality, "Третья СОШ")
        [own] = roll_out(programme, [district.school], title="Программа", by=district.coordinator)
        approve(own, by=district.coordinator)
        asked = Assignment.objects.filter(activity__direction__roadmap__programme=own)

        assert set(asked.values_list("school", flat=True)) == {district.school.pk}

    def test_another_school_does_not_see_it(self, district, programme):
        [own] = roll_out(programme, [district.school], title="Программа", by=district.coordinator)

        for person, sees in (("director", True), ("other_director", False), ("observer", True), ("stranger", False)):
            assert Programme.objects.visible_to(getattr(district, person)).filter(pk=own.pk).exists() is sees


class TestComparison:
    def test_tells_what_was_changed_added_and_struck(self, browse, district, programme):
        amendment = begin_amendment(programme, by=district.coordinator)
        of(amendment, "2").delete()
        changed = of(amendment, "1")
        changed.term = "Сентябрь 2025г."
        changed.save()
        changed.direction.activities.create(position=5, sequence=5, number="3", name="Новое дело")
        amendment.passport.update(text="Помочь в 2026 году")
        parts = {part.title: part for part in compare_programmes(programme, amendment)}

        assert list(parts) == ["Паспорт", "План мероприятий"]
        assert [(row.change, row.title) for row in parts["План мероприятий"].changes] == [
            ("changed", "1 Семинар"), ("struck", "2 Выезды"), ("struck", "2 Выезды: этап 1"),
            ("struck", "2 Выезды: этап 2"), ("added", "3 Новое дело"),
        ]  # fmt: skip
        page = browse("observer").get(reverse("programme-compare", args=[amendment.pk])).content.decode()
        assert "<del>Август</del>" in page
        assert "<ins>Сентябрь</ins>" in page

    def test_of_a_draft_that_changes_nothing_says_so(self, browse, district, programme):
        amendment = begin_amendment(programme, by=district.coordinator)
        page = browse("coordinator").get(reverse("programme-compare", args=[amendment.pk])).content.decode()

        assert compare_programmes(programme, amendment) == []
        assert "ничем не отличается" in page

    def test_a_third_revision_is_compared_with_the_second(self, district, programme):
        second = amend(programme, district.coordinator)
        third = begin_amendment(second, by=district.coordinator)

        assert compare_programmes(second, third) == []

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_pieces_make_both_texts(self, old, new):
        pieces = compare_words(old, new)

        assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
        assert "".join(piece.text for piece in pieces if piece.kind != "struck") == new


class TestTypical:
    def test_a_programme_begins_with_the_typical_roadmap(self, browse, district):
        data = {"municipality": district.municipality.pk, "title": "Программа", "kind": "programme", "seen": "{}",
                "start_year": 2027, "end_year": 2029, "is_typical": "1"}  # fmt: skip
        browse("coordinator").post(reverse("programme-create"), data)
        made = Programme.objects.get(title="Программа")

        activities = Activity.objects.filter(direction__roadmap__programme=made)
        assert (made.status, made.roadmap.directions.count()) == ("draft", 5)
        assert activities.count() == 16
        approve(made, by=district.coordinator)
        asked = Assignment.objects.filter(activity__direction__roadmap__programme=made)
        assert [each.activity.number for each in asked.filter(deadline_on=None)] == ["3.3"]


class TestPages:
    def test_a_coordinator_begins_the_next_programme(self, browse, district, programme):
        url = reverse("programme-next", args=[programme.pk])
        client = browse("coordinator")
        assert 'value="2028"' in client.get(url).content.decode()
        answer = client.post(url, {"start_year": 2028, "title": "Программа на 2028 год"}, follow=True)

        page = answer.content.decode()
        assert "Проект готов" in page
        assert "остались прежние годы: 2025" in page
        assert Programme.objects.get(title="Программа на 2028 год").origin == programme

    def test_a_title_with_markup_is_refused_as_in_files(self, browse, programme):
        url = reverse("programme-next", args=[programme.pk])
        answer = browse("coordinator").post(url, {"start_year": 2028, "title": "<script>alert(1)</script>"})
        assert (answer.status_code, "не допускается" in answer.content.decode()) == (422, True)

    def test_a_template_is_kept_and_used(self, browse, district, programme):
        client = browse("coordinator")
        client.post(reverse("programme-keep-as-template", args=[programme.pk]))
        template = Programme.objects.get(status="template")

        assert "Начать программу" in client.get(reverse("programme-detail", args=[template.pk])).content.decode()
        assert "Шаблоны" in client.get(reverse("programme-list")).content.decode()
        assert "Шаблоны" not in browse("director").get(reverse("programme-list")).content.decode()

    def test_an_amendment_is_begun_once(self, browse, district, programme):
        client, url = browse("coordinator"), reverse("programme-amend", args=[programme.pk])
        first, second = client.post(url), client.post(url)

        assert first.url == second.url
        assert "проект изменений" in client.get(reverse("programme-detail", args=[programme.pk])).content.decode()

    def test_schools_get_programmes_and_those_listed_are_chosen_at_first(self, browse, district, programme):
        low_result_list = LowResultList.objects.create(municipality=district.municipality)
        low_result_list.listed_schools.create(position=0, school=district.school)
        client, url = browse("coordinator"), reverse("programme-roll-out", args=[programme.pk])
        page = client.get(url).content.decode()
        assert page.count(" checked") == 1
        client.post(url, {"title": "Программа {школа}", "schools": [district.school.pk]})

        assert Programme.objects.get(school=district.school).title == "Программа Берёзовская СОШ"
        own = reverse("programme-next", args=[Programme.objects.get(school=district.school).pk])
        answers = [browse(person).get(own).status_code for person in ("director", "other_director", "specialist")]
        assert answers == [200, 404, 403]
        assert "Программа Берёзовская СОШ" in browse("director").get(reverse("programme-list")).content.decode()
        assert "Программа Берёзовская" not in browse("other_director").get(reverse("programme-list")).content.decode()
