"""Orders that the portal drafts: their words, whom they name, and what becomes of them when they are issued."""

import datetime

import pytest

from indicators.identification.models import LowResultList
from portal.text.prose import Heading, ListItem
from reports.blocks.content import DateAndNumber, Table, text_of
from reports.blocks.programme_titles import declined
from reports.issue.actions.drafting import begin_draft, edit_passages
from reports.issue.actions.issuing import issue_document
from reports.issue.models import Document
from reports.issue.queries import build_content, words_of
from roadmap.editions.actions import approve_programme
from roadmap.editions.copying import begin_amendment
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ProgrammeDocument as Shape
from roadmap.exchange.importer import import_programme
from roadmap.programmes.models import Programme, ProgrammeOrder, ProgrammeSchool
from schools.orders.models import Order
from tests.factories import approve, make_confirmed_run, make_draft, make_issued, make_programme, make_school

pytestmark = pytest.mark.django_db


def order_of(**subject):
    subject.setdefault("municipality", next(iter(subject.values())).municipality)
    return build_content(Document(kind="order", **subject))


def items(content):
    return [text_of(block) for block in content.parts[0].blocks if isinstance(block, ListItem)]


def titles(content):
    return [text_of(block) for block in content.parts[0].blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("title", "genitive", "accusative"),
    [
        ("Муниципальная программа повышения качества", "муниципальной программы повышения качества",
         "муниципальную программу повышения качества"),
        ("ПЛАН МЕРОПРИЯТИЙ", "плана мероприятий", "план мероприятий"),
        ("Комплексный план работы.", "комплексного плана работы", "комплексный план работы"),
        ("Комплекс мер по поддержке", "комплекса мер по поддержке", "комплекс мер по поддержке"),
        ("Дорожная карта района", "дорожной карты района", "дорожную карту района"),
        ("Рабочая программа «Рост»", "рабочей программы «Рост»", "рабочую программу «Рост»"),
        ("Общий план-график", "общего плана-графика", "общий план-график"),
        ("План работы на 2026 - 2029 г.г.", "плана работы на 2026 - 2029 г.г.", "план работы на 2026 - 2029 г.г."),
        ("Программа на 2026–2029 гг.", "программы на 2026–2029 гг.", "программу на 2026–2029 гг."),
        ("Программа поддержки.", "программы поддержки", "программу поддержки"),
    ],
)  # fmt: skip
def test_titles_are_declined(title, genitive, accusative):
    assert declined(title) == (genitive, accusative)


@pytest.mark.parametrize("title", ["Учимся вместе", "500+", "", "Новая школа"])
def test_a_title_of_unknown_words_is_not_declined(title):
    assert declined(title) is None


def name_schools(district):
    for place, school in enumerate((district.school, district.other_school)):
        ProgrammeSchool.objects.create(programme=district.programme, school=school, position=place, name=school.name)


def test_an_order_approves_each_part_as_an_annex_and_names_who_answers(district):
    Programme.objects.update(title="Муниципальная программа помощи школам")
    district.programme.refresh_from_db()
    name_schools(district)
    content = order_of(programme=district.programme)

    assert titles(content) == [
        "Отдел образования", "ПРИКАЗ", "Об утверждении муниципальной программы помощи школам",
        "С приказом ознакомлены:",
    ]  # fmt: skip
    assert items(content) == [
        "1. Утвердить муниципальную программу помощи школам (далее – Программа) согласно приложению № 1 к настоящему "
        "приказу.",
        "2. Утвердить целевые показатели (индикаторы) Программы согласно приложению № 2 к настоящему приказу.",
        "3. Утвердить план мероприятий («дорожную карту») по реализации Программы согласно приложению № 3 к настоящему "
        "приказу.",
        "4. Координацию исполнения Программы осуществляет муниципальный координатор – М. О. Кузнецова.",
        "5. Руководителям общеобразовательных организаций (Берёзовская СОШ, Сосновская ООШ) обеспечить исполнение "
        "Программы.",
        "6. Разместить настоящий приказ на официальном сайте в сети «Интернет».",
        "7. Контроль за исполнением настоящего приказа оставляю за собой.",
    ]
    (table,) = [block for block in content.parts[0].blocks if isinstance(block, Table)]
    assert [row.cells[1].text for row in table.rows] == [
        "Берёзовская СОШ, Кузнецова М. О.", "Сосновская ООШ, Кузнецова М. О.",
    ]  # fmt: skip
    assert DateAndNumber("«____» ______________ 20____ г.", "№ ________") in content.parts[0].blocks


def test_many_schools_are_named_by_the_sheet_alone(district):
    for number in range(9):
        school = make_school(district.municipality, f"МБОУ СОШ № {number}")
        ProgrammeSchool.objects.create(programme=district.programme, school=school, position=number, name=school.name)
    content = order_of(programme=district.programme)

    assert "указанных в листе ознакомления" in items(content)[-3]


def test_a_plan_alone_is_the_only_annex_and_has_no_number():
    made = make_programme(title="План мероприятий", kind="plan", roadmap={"directions": [{"title": "Дела"}]})

    assert items(order_of(programme=made))[0] == (
        "1. Утвердить план мероприятий (далее – План) согласно приложению к настоящему приказу."
    )


def test_an_issued_order_is_kept_as_the_programmes_order_and_its_file_is_read_back(district):
    draft = make_draft(district.programme, "order", by=district.coordinator)
    place, text = next((n, each) for n, each in enumerate(words_of(draft).current) if "Контроль" in each)
    edit_passages(
        document=draft, by=district.coordinator,
        texts={place: text.replace("оставляю за собой", "возложить на заместителя")},
    )  # fmt: skip
    issued = make_issued(district.programme, "order", by=district.coordinator)
    programme = Programme.objects.get(pk=district.programme.pk)
    order = programme.approval_order

    assert (programme.status, order) == ("approved", issued.order)
    assert order.clauses[-1] == "Контроль за исполнением настоящего приказа возложить на заместителя."
    assert order.preamble.endswith("ПРИКАЗЫВАЮ:")
    assert order.title.startswith("Об утверждении")
    printed = build_content(Document(kind="order", programme=programme, municipality=programme.municipality))
    assert items(printed) == items_of_issued(issued)
    exported = programme_as_document(programme)
    again = import_programme(Shape.model_validate(exported), by=None).programme
    assert programme_as_document(again) == exported


def items_of_issued(issued):
    return [
        f"{block['marker']} {''.join(span['text'] for span in block['spans'])}"
        for block in issued.content["parts"][0]["blocks"]
        if block["block"] == "list_item"
    ]


def test_an_order_with_words_of_its_own_keeps_them(district):
    order = Order.objects.create(
        municipality=district.municipality, number="9", issued_on=datetime.date(2025, 9, 1), preamble="Приказываю:",
        clauses=["Утвердить."],
    )  # fmt: skip
    draft = make_draft(district.programme, "order", by=district.coordinator)
    issue_document(
        document=draft, order=order, annex="", in_force_on=order.issued_on, with_check_address=False,
        by=district.coordinator,
    )  # fmt: skip

    order.refresh_from_db()
    assert order.clauses == ["Утвердить."]


def test_an_amendment_has_an_order_of_its_own_that_ends_nothing(district):
    first = make_issued(district.programme, "order", by=district.coordinator, number="1")
    district.programme.refresh_from_db()
    revision = begin_amendment(district.programme, by=district.coordinator)
    content = order_of(programme=revision)

    assert titles(content)[-1].startswith("О внесении изменений в программу ")
    assert "изменения согласно приложению" in items(content)[0]
    second = make_issued(revision, "order", by=district.coordinator, number="2")
    first.refresh_from_db()
    revision.refresh_from_db()
    assert (first.status, second.amends, revision.status) == ("issued", None, "approved")


def test_the_order_of_a_list_becomes_the_lists_order(district, browse):
    listed: LowResultList = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list
    document = Document(kind="order", low_result_list=listed, municipality=district.municipality)
    draft = begin_draft(document, by=district.coordinator)
    order = Order(municipality=district.municipality, number="77", issued_on=datetime.date(2026, 2, 1))
    issued = issue_document(
        document=draft, order=order, annex="", in_force_on=order.issued_on, with_check_address=False,
        by=district.coordinator,
    )  # fmt: skip

    listed.refresh_from_db()
    assert (listed.order, listed.annex) == (issued.order, None)
    assert "Утвердить список школ" in listed.order.clauses[0]
    assert browse("director").get(f"/documents/{issued.pk}/").status_code == 404
    assert browse("director").get(f"/documents/new/order/?low_result_list={listed.pk}").status_code == 404


def test_a_known_number_and_date_stand_in_a_drafted_order(district):
    approve(district.programme, by=district.coordinator)
    content = order_of(programme=district.programme)

    assert DateAndNumber("20 января 2025 г.", "№ 1-о") in content.parts[0].blocks


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, district, count):
    for number in range(count):
        school = make_school(district.municipality)
        ProgrammeSchool.objects.create(programme=district.programme, school=school, position=number, name=school.name)
    programme = Programme.objects.select_related("municipality__department").get(pk=district.programme.pk)
    with django_assert_num_queries(5):
        content = order_of(programme=programme)
    assert isinstance(content.parts[0].blocks[-1], Table)


def test_the_order_of_an_amendment_has_clauses_before_and_after_it_is_approved(district):
    approve(district.programme, by=district.coordinator)
    revision = begin_amendment(district.programme, by=district.coordinator)
    drafted = items(order_of(programme=revision))
    order = Order(municipality=district.municipality, number="2-о", issued_on=datetime.date(2025, 3, 3))
    approve_programme(programme=revision, order=order, annex="1", by=district.coordinator)
    revision.refresh_from_db()
    approved = order_of(programme=revision)

    assert drafted[0].endswith(
        ", утверждённую приказом от 20.01.2025 № 1-о (далее – Программа), изменения согласно приложению к настоящему "
        "приказу."
    )
    assert items(approved) == drafted
    assert DateAndNumber("3 марта 2025 г.", "№ 2-о") in approved.parts[0].blocks


def test_an_approving_order_without_words_is_drafted_beside_one_that_has_them(district):
    approve(district.programme, by=district.coordinator)
    for position, clauses in enumerate((["Создать группу."], None), 1):
        other = Order.objects.create(municipality=district.municipality, number=f"{position}7", clauses=clauses)
        ProgrammeOrder.objects.create(programme=district.programme, order=other, position=position, key=str(position))
    district.programme.refresh_from_db()
    first, second = order_of(programme=district.programme).parts

    assert "Утвердить" in text_of(next(block for block in first.blocks if isinstance(block, ListItem)))
    assert [text_of(block) for block in second.blocks if isinstance(block, ListItem)] == ["1. Создать группу."]
