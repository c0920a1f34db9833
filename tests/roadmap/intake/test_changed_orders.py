"""Orders of a document, their clauses and signatures, held against those of a stored programme."""

import pytest

from portal.history.models import Change
from roadmap.editions.actions import approve_programme
from roadmap.intake.actions import ProgrammeFacts, take_changes
from roadmap.programmes.models import Programme, ProgrammeOrder
from schools.archive.actions import restore
from schools.archive.models import Archived
from schools.orders.models import Order
from tests.roadmap.intake.held import accepted, keys, taken_in, told
from tests.roadmap.recognition.papers.paper import Paper

TITLE = "Программа поддержки школ на 2024–2026 годы"
PART = "Приказы и подписи"
CLAUSES = ("Утвердить программу поддержки школ (приложение).", "Контроль оставляю за собой.")


def ordered(
    *, number="12", day="12.03.2024", clauses=CLAUSES, signed="И.И. Петров", title="Об утверждении программы"
) -> Paper:
    return (
        Paper()
        .heading("Отдел образования администрации Заречного района")
        .heading("ПРИКАЗ")
        .left(f"от {day} № {number}")
        .left(title)
        .text("В целях помощи школам ПРИКАЗЫВАЮ:")
        .text(*(f"{at}. {text}" for at, text in enumerate(clauses, 1)))
        .left(f"Начальник отдела\t\t\t{signed}")
        .right("Приложение", f"к приказу отдела образования от {day} № {number}")
        .heading(TITLE)
        .heading("Паспорт программы")
        .table(["Наименование программы", "Программа поддержки школ"], ["Срок реализации", "2024–2026 годы"])
    )


def orders_told(intake, programme, by) -> list[tuple]:
    return [(change, title, wordings) for part, change, title, wordings in told(intake, programme, by) if part == PART]


def orders_keys(intake, programme, by) -> list[str]:
    return [
        key for key, (part, *_) in zip(keys(intake, programme, by), told(intake, programme, by), strict=True)
        if part == PART
    ]  # fmt: skip


@pytest.fixture
def stored(district) -> Programme:
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    intake = taken_in(district, ordered())
    return accepted(intake, facts, district.coordinator).programme


def test_the_same_order_changes_nothing(district, stored):
    order = stored.orders.get()
    assert (order.number, order.clauses, order.signatory_name) == ("12", list(CLAUSES), "И.И. Петров")
    assert told(taken_in(district, ordered().text("")), stored, district.coordinator) == []


def test_clauses_and_signature_are_told_and_taken(district, stored):
    by, order = district.coordinator, stored.orders.get()
    intake = taken_in(district, ordered(clauses=(CLAUSES[0], "Контроль — за методистом."), signed="О.О. Иванова"))
    ((change, title, wordings),) = orders_told(intake, stored, by)
    assert (change, title) == ("changed", "Приказ № 12 от 12.03.2024")
    assert wordings == [
        ("Пункты", f"1. {CLAUSES[0]}\n2. {CLAUSES[1]}", f"1. {CLAUSES[0]}\n2. Контроль — за методистом."),
        ("Подписал", "И.И. Петров", "О.О. Иванова"),
    ]
    take_changes(intake=intake, programme=stored, chosen=orders_keys(intake, stored, by), by=by)
    order.refresh_from_db()
    assert (order.clauses[1], order.signatory_name) == ("Контроль — за методистом.", "О.О. Иванова")
    assert Change.objects.about(order).filter(action="изменён по документу").count() == 1


def test_number_and_day_of_the_order_and_the_caption_that_names_them(district, stored):
    by = district.coordinator
    intake = taken_in(district, ordered(number="14", day="14.03.2024"))
    found = told(intake, stored, by)
    assert found[0][:3] == (PART, "changed", "Приказ № 12 от 12.03.2024")
    assert found[0][3] == [("Номер", "12", "14"), ("Дата", "12.03.2024", "14.03.2024")]
    ((part, _change, _title, (caption,)),) = found[1:]
    assert (part, caption[0]) == ("Утверждение", "Гриф приложения")
    assert ("№ 12" in caption[1], "№ 14" in caption[2]) == (True, True)
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.refresh_from_db()
    assert str(stored.approval_order) == "Приказ № 14 от 14.03.2024"
    assert "№ 14" in stored.approval_caption
    assert Order.objects.count() == 1


def test_what_others_rely_on_keeps_its_words(district, stored):
    """The amendment of an approved programme refers to another order; the revision in force to the one as it was."""
    by, order = district.coordinator, stored.orders.get()
    approve_programme(programme=stored, order=order, annex="1", by=by)
    stored.refresh_from_db()
    intake = taken_in(district, ordered(signed="О.О. Иванова"))
    amendment = take_changes(intake=intake, programme=stored, chosen=orders_keys(intake, stored, by), by=by)
    order.refresh_from_db()
    assert (order.signatory_name, stored.orders.get()) == ("И.И. Петров", order)
    own = amendment.orders.get(signatory_name="О.О. Иванова")
    assert (own.number, own.clauses) == ("12", list(CLAUSES))
    assert order not in amendment.orders.all()


def test_another_order_is_added_and_one_that_is_missing_is_struck_if_taken(district, stored):
    by, order = district.coordinator, stored.orders.get()
    intake = taken_in(district, ordered(number="40", day="01.09.2024", title="Об изменении программы"))
    (added, _, _), (struck, gone, _) = orders_told(intake, stored, by)
    assert (added, struck, gone) == ("added", "struck", str(order))
    of_new, of_gone = orders_keys(intake, stored, by)
    take_changes(intake=intake, programme=stored, chosen=[of_new, of_gone], by=by)
    assert [each.number for each in stored.orders.all()] == ["40"]
    assert not Order.objects.filter(pk=order.pk).exists()
    assert ProgrammeOrder.objects.get(programme=stored).key == "40"
    restore(archived=Archived.objects.get(), by=by)
    stored.refresh_from_db()
    assert {each.number for each in stored.orders.all()} == {"12", "40"}
    assert stored.approval_order == order


def test_a_programme_without_an_order_is_approved_by_that_of_the_document(district):
    by, facts = district.coordinator, ProgrammeFacts(TITLE, "programme", 2024, 2026)
    bare = Paper().heading(TITLE).heading("Паспорт программы").table(
        ["Наименование программы", "Программа поддержки школ"], ["Срок реализации", "2024–2026 годы"]
    )  # fmt: skip
    programme = accepted(taken_in(district, bare), facts, by).programme
    intake = taken_in(district, ordered())
    ((change, _title, wordings),) = orders_told(intake, programme, by)
    assert (change, wordings[-1]) == ("added", ("Программа", None, "утверждена этим приказом"))
    take_changes(intake=intake, programme=programme, chosen=keys(intake, programme, by), by=by)
    programme.refresh_from_db()
    assert (programme.approval_order, programme.status) == (programme.orders.get(), Programme.Status.DRAFT)
