"""What a revision changes beside words: the order of parts and rows, headings, columns of tables, lists."""

import pytest
from django.urls import reverse

from indicators.identification.models import LowResultList
from reports.kinds.amendments.wordings import items_of
from roadmap.editions.compared_parts import compare_programmes
from roadmap.editions.comparing import PLACE, ComparedPlace, ComparedRow, Wording, compare_places
from roadmap.editions.copying import begin_amendment
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.programmes.models import Programme, Section
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable
from tests.factories import approve, make_programme


@pytest.fixture
def revision(district) -> Programme:
    made = make_programme(
        district.municipality,
        passport=[{"label": "Цель", "text": "Помочь школам района"}, {"label": "Сроки", "text": "2025–2027"}],
        abbreviations=[{"short": "ОО", "long": "Организация"}],
        sections=[
            {"title": "Введение", "text": "Слова введения"}, {"title": "Паспорт программы"},
            {"title": "Итог", "text": "Слова итога"},
        ],
        indicators={
            "title": "Форма 1", "periods": ["2025"], "columns": [{"key": "name", "title": "Показатель"}],
            "groups": [{"title": "Первые", "rows": [{"name": "Доля"}, {"name": "Балл"}]},
                       {"title": "Вторые", "rows": [{"name": "Число"}]}],
        },
        roadmap={"title": "Дорожная карта", "directions": [
            {"number": "1", "title": "Учить", "activities": [
                {"number": "1.1", "name": "Семинар"}, {"number": "1.2", "name": "Курсы"},
                {"number": "1.3", "name": "Выезд"},
            ]},
            {"number": "2", "title": "Смотреть", "activities": [{"number": "2.1", "name": "Отчёт"}]},
        ]},
    )  # fmt: skip
    return begin_amendment(approve(made, by=district.coordinator), by=district.coordinator)


def changes(revision: Programme) -> dict[str, list[ComparedRow]]:
    return {part.title: part.changes for part in compare_programmes(revision.amends, revision)}


def said(revision: Programme) -> dict[str, list[str]]:
    """As the order's annex says it."""
    return {
        part: [item.words for row in rows for item in items_of(part, row)] for part, rows in changes(revision).items()
    }


def activity(revision: Programme, number: str) -> Activity:
    return Activity.objects.get(direction__roadmap__programme=revision, number=number)


def test_a_revision_as_it_was_begun_changes_nothing(revision):
    assert changes(revision) == {}


def test_parts_that_were_moved_are_told_with_their_places(revision, browse):
    sections = list(revision.sections.all())
    moved = next(each for each in sections if each.part == Section.Part.ROADMAP)
    sections.remove(moved)
    for position, each in enumerate([moved, *sections]):
        each.position = position
        each.save()
    [row] = changes(revision)["Порядок частей"]

    assert (row.title, row.changed) == ("план мероприятий", [Wording(PLACE, "после «показатели»", "в начале")])
    assert said(revision) == {"Порядок частей": ["часть «план мероприятий» поместить в начале"]}
    page = browse("coordinator").get(reverse("programme-compare", args=[revision.pk])).content.decode()
    assert "Порядок частей" in page
    assert "начале</ins>" in page


def test_a_new_section_moves_nothing(revision):
    for each in revision.sections.all():
        Section.objects.filter(pk=each.pk).update(position=each.position + 1)
    revision.sections.create(position=0, title="Новое", text="Слова")

    assert list(changes(revision)) == ["Разделы"]


def test_a_heading_changes_without_its_text(revision):
    revision.sections.filter(title="Итог").update(title="Итоги")
    revision.sections.filter(title="Паспорт программы").update(title=None)
    revision.passport.filter(label="Цель").update(label="Главная цель")
    found = changes(revision)

    assert [row.changed for row in found["Разделы"]] == [
        [Wording("Заголовок", "Паспорт программы", None)], [Wording("Заголовок", "Итог", "Итоги")],
    ]  # fmt: skip
    assert found["Паспорт"][0].changed == [Wording("Строка", "Цель", "Главная цель")]
    assert said(revision)["Паспорт"] == ["строку «Цель» назвать «Главная цель»"]


def test_rows_of_the_passport_change_places(revision):
    revision.passport.filter(label="Цель").update(position=9)

    assert said(revision) == {"Паспорт": ["строку «Сроки» поместить в начале"]}


def test_titles_and_columns_of_tables(revision):
    columns = [{"key": "number", "title": "№"}, {"key": "name", "title": "Показатель"}]
    IndicatorTable.objects.filter(programme=revision).update(columns=columns, period_labels=["2025", "2026"])
    Roadmap.objects.filter(programme=revision).update(title="План мероприятий")
    table, plan = changes(revision)["Заголовки таблиц"]

    assert table.changed == [
        Wording("Периоды", "2025", "2025 | 2026"),
        Wording("Столбцы", "Показатель", "№ | Показатель"),
    ]
    assert plan.changed == [Wording("Заголовок", "Дорожная карта", "План мероприятий")]
    assert said(revision)["Заголовки таблиц"] == [
        "в таблице показателей периоды слова «2025» заменить словами «2025 | 2026»",
        "в таблице показателей столбцы слова «Показатель» заменить словами «№ | Показатель»",
        "в плане мероприятий заголовок слова «Дорожная карта» заменить словами «План мероприятий»",
    ]


class TestIndicators:
    def test_a_row_goes_over_to_another_group(self, revision):
        other = IndicatorGroup.objects.get(table__programme=revision, title="Вторые")
        IndicatorRow.objects.filter(group__table__programme=revision, name="Балл").update(group=other, position=5)

        assert said(revision) == {"Показатели": ["показатель «Балл» поместить в разделе «Вторые», после «Число»"]}

    def test_a_group_has_another_title_and_its_rows_stay(self, revision):
        IndicatorGroup.objects.filter(table__programme=revision, title="Первые").update(title="Главные")
        [row] = changes(revision)["Показатели"]

        assert row.changed == [Wording("Раздел таблицы", "Первые", "Главные")]


class TestPlan:
    def test_an_activity_goes_over_to_another_direction(self, revision):
        other = Direction.objects.get(roadmap__programme=revision, number="2")
        Activity.objects.filter(pk=activity(revision, "1.2").pk).update(direction=other, position=5, sequence=9)

        assert said(revision) == {
            "План мероприятий": ["пункт 1.2 поместить в направлении «2 Смотреть», после «2.1 Отчёт»"]
        }

    def test_the_fewest_rows_have_moved(self, revision):
        Activity.objects.filter(pk=activity(revision, "1.1").pk).update(position=8, sequence=2)
        [row] = changes(revision)["План мероприятий"]

        assert row.title == "1.1 Семинар"
        assert row.changed[0].new == "в направлении «1 Учить», после «1.3 Выезд»"

    def test_a_direction_under_another_name_is_the_same_one(self, revision):
        Direction.objects.filter(roadmap__programme=revision, number="1").update(title="Обучать")
        [row] = changes(revision)["План мероприятий"]

        assert row.changed == [Wording("Название", "Учить", "Обучать")]

    def test_a_direction_without_activities_is_told_too(self, revision):
        Direction.objects.create(roadmap=revision.roadmap, position=7, number="3", title="Помогать")

        assert said(revision) == {"План мероприятий": ["дополнить направлением «3 Помогать»"]}


def test_lists_that_came_and_went(revision, district):
    listed = LowResultList.objects.create(municipality=district.municipality, title="Список школ 2026 года")
    revision.list_links.create(low_result_list=listed, position=0)

    assert said(revision) == {"Списки школ": ["дополнить списком «Список школ 2026 года»"]}


def test_struck_rows_move_nobody():
    rows = [ComparedPlace(key, key, {}) for key in "абвг"]
    assert {row.title: row.change.value for row in compare_places(rows, rows[1:])} == {
        "а": "struck", "б": "same", "в": "same", "г": "same",
    }  # fmt: skip


def test_money_tables_and_cells_of_the_documents_own_columns(revision):
    """What only some documents have is compared too."""
    old = revision.amends
    money = {"rows": [["Источник", "2025"], ["местный", "5"], ["Всего", "5"]]}
    Programme.objects.filter(pk=old.pk).update(resources={"table": money})
    changed = {"table": {"rows": [*money["rows"][:2], ["Всего", "7"]]}}
    Programme.objects.filter(pk=revision.pk).update(resources=changed)
    Section.objects.filter(programme=revision, title="Введение").update(tables=[{"rows": [["А", "1"]]}])
    Activity.objects.filter(direction__roadmap__programme=revision, name="Курсы").update(cells={"column-1": "ИМЦ"})
    IndicatorRow.objects.filter(group__table__programme=revision, name="Доля").update(unit="%")

    parts = compare_programmes(Programme.objects.get(pk=old.pk), Programme.objects.get(pk=revision.pk))
    told = {(part.title, each.label, each.new) for part in parts for row in part.changes for each in row.changed}
    assert told == {
        ("Ресурсное обеспечение", "Строка таблицы", "Всего | 7"),
        ("Разделы", "Таблица 1", "А | 1"),
        ("План мероприятий", "Другая графа", "ИМЦ"),
        ("Показатели", "Единица", "%"),
    }
