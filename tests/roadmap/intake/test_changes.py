"""A document against a stored programme: what differs is shown place by place, taken or left, all or nothing."""

import json

import pytest
from django.urls import reverse

from portal.history.models import Change
from portal.refusals import Refusal
from roadmap.exchange.document_file import read_document
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.importer import import_programme
from roadmap.intake.actions import ProgrammeFacts, proposed_changes, take_changes
from roadmap.intake.models import Intake
from roadmap.plan.models import Activity
from roadmap.programmes.actions import begin_programme
from roadmap.programmes.models import Programme
from schools.archive.actions import restore
from schools.archive.models import Archived
from tests.factories import approve
from tests.roadmap.intake.held import TITLE, accepted, keys, paper, taken_in, told
from tests.roadmap.recognition.papers.paper import LEFT_OF, Paper


@pytest.fixture
def stored(district) -> Programme:
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    return accepted(taken_in(district, paper()), facts, district.coordinator).programme


def test_the_same_document_changes_nothing(district, stored):
    assert told(taken_in(district, paper().text("")), stored, district.coordinator) == []


def test_of_a_row_one_cell_is_taken_and_another_left(district, stored, client):
    changed_paper = paper(term="апрель 2025")
    changed_paper.document.tables[2].cell(2, 3).text = "Директора школ"
    changed_paper.document.tables[1].cell(1, 1).text = "51"
    changed_paper.document.tables[1].cell(1, 2).text = "55"
    intake = taken_in(district, changed_paper)
    of_values, of_seminar = [
        each for part in proposed_changes(intake, stored, by=district.coordinator) for each in part.proposed
    ]
    assert [wording.label for _key, wording in of_values.cells] == ["План, 2024", "План, 2025"]
    assert [wording.label for _key, wording in of_seminar.cells] == ["Срок", "Ответственные"]
    client.force_login(district.coordinator)
    address = reverse("intake-changes", args=[intake.pk, stored.pk])
    page = client.get(address).text
    chosen = [of_values.cells[1][0], of_seminar.cells[1][0]]
    assert all(f'value="{key}"' in page for key in chosen)
    client.post(address, {"take": chosen})
    seminar = Activity.objects.get(name="Семинар для учителей")
    assert (seminar.term, seminar.responsible) == ("март 2025", "Директора школ")
    row = stored.indicator_table.groups.get().rows.get(name="Качество знаний, %")
    assert [value.plan for value in row.values.order_by("period__label")] == ["50", "55"]


def test_what_changed_is_told_and_taken_place_by_place(district, stored):
    by = district.coordinator
    changed = paper(
        goal="Помочь школам района.",
        term="апрель 2025",
        plan="55",
        more=[["2. Работа с детьми", LEFT_OF, LEFT_OF, LEFT_OF], ["2.1", "Лагерь", "июль 2025", "Школы"]],
    )
    intake = taken_in(district, changed)
    assert told(intake, stored, by) == [
        ("Паспорт", "changed", "Цель программы", [("Текст", "Помочь школам.", "Помочь школам района.")]),
        ("Показатели", "changed", "Качество знаний, %", [("План, 2025", "52", "55")]),
        ("План мероприятий", "changed", "1.1 Семинар для учителей", [("Срок", "март 2025", "апрель 2025")]),
        (
            "План мероприятий", "added", "Лагерь (в направлении «Работа с детьми»)",
            [("Номер", None, "2.1"), ("Мероприятие", None, "Лагерь"), ("Срок", None, "июль 2025"),
             ("Ответственные", None, "Школы")],
        ),
    ]  # fmt: skip
    seminar = Activity.objects.get(name="Семинар для учителей")
    of_goal, _of_plan, of_term, of_camp = keys(intake, stored, by)
    take_changes(intake=intake, programme=stored, chosen={of_goal, of_term, of_camp}, by=by)
    assert stored.passport.get(label="Цель программы").text == "Помочь школам района."
    seminar.refresh_from_db()
    assert (seminar.term, seminar.dates is not None) == ("апрель 2025", True)
    assert Activity.objects.get(name="Лагерь").direction.title == "Работа с детьми"
    in_order = Activity.objects.filter(direction__roadmap__programme=stored).in_document_order()
    assert [each.name for each in in_order] == ["Семинар для учителей", "Конкурс уроков", "Лагерь"]
    row = stored.indicator_table.groups.get().rows.get(name="Качество знаний, %")
    assert row.values.get(period__label="2025").plan == "52"
    change = Change.objects.about(seminar).get(action="мероприятие изменено по документу")
    assert (change.before["term"], change.after["term"]) == ("март 2025", "апрель 2025")
    intake.refresh_from_db()
    assert intake.accepted_at
    with pytest.raises(Refusal, match="уже принят"):
        take_changes(intake=intake, programme=stored, chosen={of_goal}, by=by)


def test_a_name_changed_a_little_is_the_same_and_what_is_missing_is_struck_if_taken(district, stored):
    by = district.coordinator
    intake = taken_in(district, paper(name="Семинары для учителей"))
    ((_part, change, _title, wordings),) = told(intake, stored, by)
    assert (change, wordings) == ("changed", [("Мероприятие", "Семинар для учителей", "Семинары для учителей")])
    shorter = Paper().heading(TITLE).heading("План мероприятий")
    shorter.table(
        ["№", "Мероприятие", "Срок", "Ответственные"], ["1.2", "Конкурс уроков", "май 2025", "Отдел образования"]
    )
    intake = taken_in(district, shorter)
    ((_part, change, title, _wordings),) = told(intake, stored, by)
    assert (change, title) == ("struck", "1.1 Семинар для учителей")
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    assert not Activity.objects.filter(name="Семинар для учителей").exists()
    restore(archived=Archived.objects.get(), by=by)
    activities = Activity.objects.filter(direction__roadmap__programme=stored)
    assert [each.name for each in activities] == ["Семинар для учителей", "Конкурс уроков"]


def test_what_was_seen_is_what_is_taken(district, stored):
    by = district.coordinator
    intake = taken_in(district, paper(goal="Другая цель."))
    seen = keys(intake, stored, by)
    stored.passport.filter(label="Цель программы").update(text="Её изменили.")
    with pytest.raises(Refusal, match="за это время изменили"):
        take_changes(intake=intake, programme=stored, chosen=seen, by=by)
    with pytest.raises(Refusal, match="Отметьте"):
        take_changes(intake=intake, programme=stored, chosen=[], by=by)


def test_of_an_approved_programme_it_becomes_an_amendment(district, stored):
    by = district.coordinator
    approve(stored, by=by)
    stored.refresh_from_db()
    intake = taken_in(district, paper(term="июнь 2025"))
    amendment = take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    assert (amendment.amends, amendment.status) == (stored, Programme.Status.DRAFT)
    terms = Activity.objects.filter(name="Семинар для учителей").order_by("pk").values_list("term", flat=True)
    assert list(terms) == ["март 2025", "июнь 2025"]


def test_a_fragment_is_added_and_strikes_nothing(district, stored, client):
    client.force_login(district.coordinator)
    page = client.get(reverse("programme-detail", args=[stored.pk]))
    assert reverse("programme-add", args=[stored.pk]) in page.text
    pasted = "<table><tr><th>№</th><th>Мероприятие</th><th>Срок</th><th>Ответственные</th></tr>" \
        "<tr><td>1.3</td><td>Вебинар</td><td>июнь 2025</td><td>Школы</td></tr></table>"  # fmt: skip
    answer = client.post(reverse("programme-add", args=[stored.pk]), {"pasted": pasted}, follow=True)
    intake = Intake.objects.get(into=stored)
    assert "Посмотреть, что изменится" in answer.text
    page = client.get(reverse("intake-changes", args=[intake.pk, stored.pk]))
    assert "Вебинар" in page.text
    chosen = keys(intake, stored, district.coordinator)
    assert len(chosen) == 1
    client.post(reverse("intake-changes", args=[intake.pk, stored.pk]), {"take": chosen})
    assert Activity.objects.filter(direction__roadmap__programme=stored).count() == 3


def test_parts_that_a_programme_has_not_are_added_whole(district):
    by = district.coordinator
    words = {"title": "Пустая", "start_year": 2024, "end_year": 2026, "kind": "programme"}
    programme = begin_programme(municipality=district.municipality, words=words, by=by)
    intake = taken_in(district, paper(), into=programme)
    take_changes(intake=intake, programme=programme, chosen=keys(intake, programme, by), by=by)
    assert programme.passport.count() == 3
    assert programme.indicator_table.groups.get().rows.count() == 2
    assert programme.roadmap.directions.get().activities.count() == 2
    assert {"passport", "indicators", "roadmap"} <= set(programme.sections.values_list("part", flat=True))
    assert programme.title == "Пустая"
    read_document(json.dumps(programme_as_document(programme), ensure_ascii=False).encode())


def test_a_file_taken_in_and_edited_since_is_not_this_programme_blindly(district, stored):
    document = read_document(json.dumps(programme_as_document(stored, with_entered=False), ensure_ascii=False).encode())
    again = import_programme(document, by=district.coordinator)
    assert (again.is_new, again.is_edited) == (False, False)
    stored.passport.filter(label="Цель программы").update(text="Её изменили.")
    again = import_programme(document, by=district.coordinator)
    assert (again.is_new, again.is_edited) == (False, True)
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    intake = taken_in(district, paper().text(""))
    assert accepted(intake, facts, district.coordinator).is_edited
    intake.refresh_from_db()
    assert intake.programme is None


def test_a_row_of_the_passport_that_the_document_lacks_can_be_restored(district, stored):
    by = district.coordinator
    stored.passport.create(position=9, label="Заказчик", text="Отдел образования")
    before = list(stored.passport.values_list("label", "text"))
    intake = taken_in(district, paper())
    assert [change for _part, change, _title, _words in told(intake, stored, by)] == ["struck"]

    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    assert list(stored.passport.values_list("label", "text")) != before
    restore(archived=Archived.objects.get(), by=by)
    assert list(stored.passport.values_list("label", "text")) == before


def test_an_indicator_that_a_document_adds_is_asked_about_where_the_catalogue_has_one_alike(district, stored, client):
    changed = paper(goal="Помочь школам района.")
    changed.document.tables[1].cell(1, 0).text = "Качество знаний обучающихся, %"
    intake = taken_in(district, changed)
    client.force_login(district.coordinator)
    address = reverse("intake-changes", args=[intake.pk, stored.pk])
    page = client.get(address)
    (question,) = (q for part in page.context["parts"] for each in part.proposed for q in each.questions)
    known = stored.indicator_table.groups.get().rows.get(name="Качество знаний, %").indicator
    assert known in question.near
    assert question.key in page.text
    of_goal, of_new = (
        next(each.key for part in page.context["parts"] for each in part.proposed if name in each.title)
        for name in ("Цель", "обучающихся")
    )
    refused = client.post(address, {"take": [of_new]})
    assert refused.status_code == 422
    assert "Скажите, тот ли это показатель" in refused.text
    ticked = [line for line in refused.text.split("<input") if "checked" in line]
    assert [of_new in line for line in ticked] == [True]
    assert of_goal in refused.text
    rows = stored.indicator_table.groups.get().rows
    assert not rows.filter(name__contains="обучающихся").exists()
    client.post(address, {"take": [of_new], question.key: str(known.pk)})
    assert rows.get(name="Качество знаний обучающихся, %").indicator == known
    again = taken_in(district, paper(goal="Ещё одна редакция.", plan="53"), into=None)
    told_again = proposed_changes(again, stored, by=district.coordinator)
    assert not [q for part in told_again for each in part.proposed for q in each.questions]


def test_the_table_of_a_programme_that_had_none_asks_about_each_of_its_indicators(district, stored):
    by = district.coordinator
    words = {"title": "Другая программа", "kind": "programme", "start_year": 2024, "end_year": 2026}
    programme = begin_programme(municipality=district.municipality, words=words, by=by)
    changed = paper()
    changed.document.tables[1].cell(1, 0).text = "Качество знаний обучающихся, %"
    intake = taken_in(district, changed, into=programme)
    (table,) = (
        each
        for part in proposed_changes(intake, programme, by=by)
        for each in part.proposed
        if part.title == "Показатели"
    )
    (question,) = table.questions
    with pytest.raises(Refusal, match="обучающихся"):
        take_changes(intake=intake, programme=programme, chosen=[table.key], by=by)
    take_changes(intake=intake, programme=programme, chosen=[table.key], answers={question.key: "new"}, by=by)
    names = [row.indicator.name for row in programme.indicator_table.groups.get().rows.order_by("position")]
    assert names == ["Качество знаний обучающихся, %", "Успеваемость, %"]


def test_terms_of_a_part_are_read_within_the_years_of_its_programme(district, stored, client):
    part = Paper().table(
        ["№", "Мероприятие", "Начало", "Окончание", "Ответственные"],
        ["3.1", "Обмен опытом", "сентябрь 2024", "май 2026", "Отдел образования"],
        ["3.2", "Итоги", "май 2026", "декабрь 2027", "Отдел образования"],
    )
    client.force_login(district.coordinator)
    page = client.get(reverse("intake-check", args=[taken_in(district, part, into=stored).pk]))
    outside = [each.text for each in page.context["sheet"].doubts if "выходит за период" in str(each.reasons)]
    assert outside == ["май 2026 – декабрь 2027"]
    assert "Пока не нажато «Внести отмеченное»" in page.text
