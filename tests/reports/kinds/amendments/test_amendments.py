"""The annex of an order that amends: what changes in the words of orders, and old beside new."""

import pytest

from portal.text.prose import ListItem
from reports.blocks.content import Table, text_of
from reports.blocks.missing import MissingPart
from reports.issue.models import Document
from reports.issue.passages import passages
from reports.issue.queries import build_content
from reports.kinds.amendments.wordings import items_of
from roadmap.editions.comparing import ComparedRow, RevisionChange, Wording
from roadmap.editions.copying import begin_amendment
from roadmap.plan.models import Activity
from roadmap.programmes.models import PassportItem, Programme
from roadmap.targets.models import IndicatorRow, TargetValue
from tests.factories import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(district):
    approve(district.programme, by=district.coordinator)
    return begin_amendment(district.programme, by=district.coordinator)


def amendments(programme, **options):
    return build_content(
        Document(kind="amendments", programme=programme, municipality=programme.municipality,
                 options=options)
    )  # fmt: skip


def lines(content):
    return [text_of(block) for block in content.parts[0].blocks if hasattr(block, "spans")]


def tables(content):
    return [[[cell.text for cell in row.cells] for row in (*block.header, *block.rows)]
            for block in content.parts[0].blocks if isinstance(block, Table)]  # fmt: skip


def activities(programme):
    return Activity.objects.filter(direction__roadmap__programme=programme)


def test_every_change_is_said_as_an_order_says_it(revision):
    PassportItem.objects.filter(programme=revision).update(text="Помочь **всем** школам")
    PassportItem.objects.create(programme=revision, position=9, label="Сроки", text="2025–2027")
    activities(revision).filter(number="1.1").update(term="Сентябрь 2026 г.")
    activities(revision).filter(number="1.2").update(term="Май 2026 г.", responsible="Отдел")
    activities(revision).filter(number="1.4").delete()
    direction = activities(revision).first().direction
    Activity.objects.create(direction=direction, position=9, sequence=9, number="1.5", name="Новое", term="Июнь 2026")
    row = IndicatorRow.objects.get(group__table__programme=revision, number="1")
    TargetValue.objects.filter(row=row, plan="3,5").update(plan="3,6")
    content = amendments(revision)
    text = lines(content)

    assert text[0].startswith("Изменения, которые вносятся в программу ")
    assert text[1:13] == [
        "1. В паспорте:",
        "1) строку «Цель» изложить в следующей редакции:",
        "«Помочь всем школам»;",
        "2) дополнить строкой «Сроки» следующего содержания:",
        "«2025–2027».",
        "2. В целевых показателях:",
        "1) в показателе «Средний балл, балл» плановое значение 2025 года «3,5» заменить на «3,6».",
        "3. В плане мероприятий:",
        "1) в пункте 1.1 в графе «Срок» слова «Август 2026 г.» заменить словами «Сентябрь 2026 г.»;",
        "2) пункт 1.2 изложить в следующей редакции:",
        "3) пункт 1.4 исключить;",
        "4) дополнить пунктом 1.5 следующего содержания:",
    ]
    assert tables(content)[1] == [["№ п/п", "Мероприятие", "Срок"], ["1.5", "Новое", "Июнь 2026"]]


def test_old_stands_beside_new_with_what_differs_marked(revision):
    activities(revision).filter(number="1.1").update(term="Сентябрь 2026 г.")
    content = amendments(revision, shows="table")
    (table,) = (block for block in content.parts[0].blocks if isinstance(block, Table))
    old, new = table.rows[1].cells[1:]

    assert (old.text, new.text) == ("Август 2026 г.", "Сентябрь 2026 г.")
    assert [(span.text, span.underlined) for span in old.content[0].spans] == [("Август", True), (" 2026 г.", False)]
    assert [(span.text, span.bold) for span in new.content[0].spans] == [("Сентябрь", True), (" 2026 г.", False)]
    assert not [block for block in content.parts[0].blocks if isinstance(block, ListItem)]


def test_the_text_alone_has_no_table(revision):
    activities(revision).filter(number="1.1").update(term="Сентябрь 2026 г.")

    assert tables(amendments(revision, shows="text")) == []
    assert len(tables(amendments(revision))) == 1


def test_its_words_are_edited_before_the_issue(revision):
    PassportItem.objects.filter(programme=revision).update(text="Помочь всем")

    assert any("1) строку «Цель»" in passage.text for passage in passages(amendments(revision)))


@pytest.mark.parametrize(
    ("part", "row", "words"),
    [
        ("Название и сроки", ComparedRow("Программа", RevisionChange.CHANGED, (Wording("Годы", "2024", "2025"),)),
         "сроки реализации изложить в следующей редакции"),
        ("Разделы", ComparedRow("2. Введение", RevisionChange.STRUCK, (Wording("Текст", "А", None),)),
         "раздел «2. Введение» исключить"),
        ("Сокращения", ComparedRow("ОО", RevisionChange.STRUCK, (Wording("Полностью", "А", None),)),
         "строку «ОО» исключить"),
        ("Показатели", ComparedRow("Доля", RevisionChange.ADDED, (Wording("Название", None, "Доля"),)),
         "дополнить показателем «Доля» следующего содержания"),
        ("Показатели", ComparedRow("Доля", RevisionChange.CHANGED, (Wording("База", "5", None),)),
         "в показателе «Доля» базовое значение «5» исключить"),
        ("План мероприятий",
         ComparedRow("Направление 2 Дела", RevisionChange.ADDED, (Wording("Название", None, "Дела"),)),
         "дополнить направлением «2 Дела»"),
        ("План мероприятий", ComparedRow("1.1 Дело: этап 2", RevisionChange.CHANGED, (Wording("Срок", None, "Май"),)),
         "в строке «1.1 Дело: этап 2» в графе «Срок» изложить в следующей редакции"),
        ("План мероприятий",
         ComparedRow("1. Дело", RevisionChange.CHANGED,
                     (Wording("Номер", "1.", "1."), Wording("Мероприятие", "Дело", "Иное"))),
         "пункт 1 изложить в следующей редакции"),
    ],
)  # fmt: skip
def test_forms_of_a_change(part, row, words):
    assert items_of(part, row)[0].words == words


def test_there_is_nothing_to_amend(district, revision):
    with pytest.raises(MissingPart, match="Отличий от прежней редакции"):
        amendments(revision)
    with pytest.raises(MissingPart, match="изменений в ней нет"):
        amendments(district.programme)


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, revision, count):
    for number in range(count):
        PassportItem.objects.create(programme=revision, position=number + 9, label=f"Строка {number}", text="Да")
    programme = Programme.objects.select_related("municipality", "amends").get(pk=revision.pk)
    with django_assert_num_queries(27):
        amendments(programme)


def test_the_programmes_page_offers_them_to_a_revision_alone(revision, district, browse):
    page = browse("coordinator").get(f"/programmes/{revision.pk}/").content.decode()
    other = browse("coordinator").get(f"/programmes/{district.programme.pk}/").content.decode()

    assert "/documents/new/amendments/" in page
    assert "/documents/new/amendments/" not in other
