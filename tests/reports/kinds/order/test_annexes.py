"""One number for an annex: what the order's clauses say stands in captions, whoever prints them."""

import datetime

import pytest

from reports.issue.models import Document
from reports.issue.queries import build_content
from reports.kinds.order.annexes import annex_numbers, number_in, numbers_stated
from roadmap.editions.actions import approve_programme
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from tests.factories import approve, make_issued
from tests.reports.made_documents import programme

DAY = datetime.date(2025, 8, 30)


@pytest.mark.parametrize(
    ("clause", "annexes"),
    [
        ("Утвердить муниципальную программу помощи школам согласно приложению № 1 к настоящему приказу.",
         [("text", "1")]),
        ("Утвердить целевые показатели (индикаторы) Программы согласно приложению №2.", [("indicators", "2")]),
        ("Утвердить план мероприятий («дорожную карту») по реализации Программы (приложение 3).", [("roadmap", "3")]),
        ("Утвердить дорожную карту программы (приложение N 3).", [("roadmap", "3")]),
        ("Утвердить список школ, участвующих в реализации Программы, согласно приложению № 4.", [("lists", "4")]),
        ("Утвердить перечень муниципальных общеобразовательных организаций (приложение 2а).", [("lists", "2а")]),
        ("Утвердить:\n\n1.1. Программу (приложение № 1);\n\n1.2. План мероприятий (приложение № 2).",
         [("text", "1"), ("roadmap", "2")]),
        ("Утвердить программу согласно приложению к настоящему приказу.", [("text", "")]),
        ("Утвердить прилагаемую программу.", []),
        ("Внести в программу, утверждённую приказом от 01.02.2024 № 5, изменения согласно приложению.",
         [("amendments", "")]),
        ("Утвердить положение о наставничестве (приложение № 5).", [("", "5")]),
        ("Утвердить программу помощи и план мероприятий по её исполнению (приложения № 1 и № 2).",
         [("text", "1"), ("roadmap", "2")]),
        ("Утвердить программу, показатели и дорожную карту согласно приложениям 1–3.",
         [("text", "1"), ("indicators", "2"), ("roadmap", "3")]),
        ("Утвердить программу и её паспорт (прил. 1, 2).", [("text", "1"), ("text", "2")]),
        ("Утвердить дорожную карту «Рост» (далее – Программа) согласно приложению № 1.", [("text", "1")]),
        ("Утвердить комплексный план работы (далее – План) согласно приложению № 1.", [("roadmap", "1")]),
        ("Утвердить перечень мероприятий по поддержке школ (приложение № 2).", [("roadmap", "2")]),
        ("Утвердить перечень показателей школ (приложение № 2).", [("indicators", "2")]),
        ("Признать утратившим силу приложение № 2 к приказу от 01.02.2024 № 5.", []),
        ("Руководителям школ обеспечить исполнение программы (приложение № 1).", []),
        ("Утвердить программу (приложение № 1) взамен приложения № 7 к приказу от 01.02.2024 № 5.", [("text", "1")]),
    ],
)  # fmt: skip
def test_clauses_say_which_annex_is_what(clause, annexes):
    assert numbers_stated([clause]) == annexes


@pytest.mark.parametrize(
    ("caption", "number"),
    [("Приложение № 3\nк приказу", "3"), ("Приложение 3 к приказу", "3"), ("Приложение\nк приказу № 5", ""), ("", "")],
)
def test_a_caption_says_its_number(caption, number):
    assert number_in(caption) == number


def lines_of(programme: Programme, kind: str) -> tuple[str, ...]:
    document = build_content(Document(kind=kind, programme=programme, municipality=programme.municipality))
    return document.parts[0].blocks[0].lines


@pytest.mark.django_db
def test_captions_before_any_issue_have_the_numbers_of_the_order(district):
    make_issued(district.programme, "order", by=district.coordinator, number="7")
    approved = Programme.objects.get(pk=district.programme.pk)

    assert approved.approval_annex == "1"
    for kind, number in (("passport", "1"), ("indicators", "2"), ("roadmap", "3"), ("programme", "1")):
        assert lines_of(approved, kind) == (f"Приложение № {number}", "к приказу от 30.08.2025 № 7")


@pytest.mark.django_db
def test_an_order_whose_clauses_were_changed_gives_its_own_numbers(district):
    order = Order.objects.create(
        municipality=district.municipality, number="7", issued_on=DAY, preamble="Приказываю:",
        clauses=["Утвердить программу (приложение № 4).", "Утвердить дорожную карту (приложение № 6)."],
    )  # fmt: skip
    approve_programme(programme=district.programme, order=order, annex="4", by=district.coordinator)
    approved = Programme.objects.get(pk=district.programme.pk)

    # What the order doesn't name is of the programme's annex.
    for kind, number in (("passport", "4"), ("indicators", "4"), ("roadmap", "6")):
        assert lines_of(approved, kind)[0] == f"Приложение № {number}"


@pytest.mark.django_db
def test_without_a_number_anywhere_the_caption_has_none(district):
    order = Order.objects.create(municipality=district.municipality, number="7", issued_on=DAY, preamble="Приказываю:")
    approve_programme(programme=district.programme, order=order, annex="", by=district.coordinator)
    approved = Programme.objects.get(pk=district.programme.pk)

    assert lines_of(approved, "roadmap") == ("Приложение", "к приказу от 30.08.2025 № 7")


@pytest.mark.django_db
def test_the_draft_of_an_order_known_by_its_number_counts_from_what_is_stated(district):
    approve(district.programme, by=district.coordinator)
    Programme.objects.update(approval_annex="2")
    approved = Programme.objects.get(pk=district.programme.pk)

    assert annex_numbers(approved) == {"text": "2", "indicators": "1", "roadmap": "3"}


@pytest.mark.django_db
def test_a_files_own_caption_stays_as_written_and_its_order_is_not_made_up():
    made = programme(
        orders=[{"id": "2", "number": "44", "date": "2025-01-20"}],
        approved_by={"order": "2", "annex": "1", "caption": "Приложение 1\nк приказу управления"},
        passport=[{"label": "Цель", "text": "Помочь"}],
        roadmap={"directions": [{"title": "Дела"}]},
    )

    assert annex_numbers(made) == {}
    for kind in ("passport", "roadmap"):
        assert lines_of(made, kind) == ("Приложение 1", "к приказу управления")


@pytest.mark.django_db
def test_two_numbers_for_one_part_are_none_here(district):
    order = Order.objects.create(
        municipality=district.municipality, number="7", issued_on=DAY,
        clauses=["Утвердить план мероприятий (приложение № 1).", "Утвердить план действий (приложение № 2)."],
    )  # fmt: skip
    approve_programme(programme=district.programme, order=order, annex="", by=district.coordinator)

    assert annex_numbers(Programme.objects.get(pk=district.programme.pk)) == {"roadmap": ""}
    assert lines_of(Programme.objects.get(pk=district.programme.pk), "roadmap")[0] == "Приложение"
