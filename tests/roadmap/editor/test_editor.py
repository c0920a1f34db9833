"""The editor's pages as forms: what a coordinator does without any script."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.forms import MultiWidget
from django.urls import reverse

from indicators.catalogue.models import Indicator
from portal.accounts.roles import Role
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.importer import import_programme
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.outline import read_outline
from roadmap.programmes.models import PassportItem, Programme, Section
from roadmap.programmes.text_parts import PARTS
from roadmap.responsibles.models import Executors
from roadmap.targets.models import IndicatorRow
from tests.factories import approve, make_programme, make_user, roadmap_shape
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes
from tests.roadmap.exchange.test_interchange import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(browse, district):
    return Editor(browse("coordinator"), district.programme)


class Editor:
    def __init__(self, client, programme: Programme):
        self.client, self.programme = client, programme

    def url(self, name: str, **kwargs) -> str:
        return reverse(name, kwargs={"pk": self.programme.pk, **kwargs})

    def arrange(self, do: str, headers=None, **data):
        return self.client.post(self.url("roadmap-arrange"), {"do": do, **data}, headers=headers or {}, follow=True)

    def numbers(self) -> list[str]:
        return list(
            Activity.objects.filter(direction__roadmap__programme=self.programme).values_list("name", flat=True)
        )

    def sent_back(self, url: str) -> dict:
        """What a browser sends when nothing was typed into the form of the page."""
        return all_fields(self.client.get(url).context["form"])


def all_fields(form) -> dict:
    data = fields_of(form)
    for rows in (getattr(form, name) for name in ("stages", "rows") if hasattr(form, name)):
        data |= fields_of(rows.management_form)
        for row in rows.forms:
            data |= fields_of(row)
    return data


def fields_of(form) -> dict:
    values = {}
    for field in form:
        widget = field.field.widget
        if isinstance(widget, MultiWidget):
            names = (field.html_name + suffix for suffix in widget.widgets_names)
            values |= zip(names, widget.decompress(field.value()), strict=True)
        else:
            values[field.html_name] = field.value()
    return {name: as_browser(value) for name, value in values.items() if value is not None and value is not False}


def as_browser(value):
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n") if isinstance(value, str) else value


def key(name: str) -> str:
    return f"a{Activity.objects.get(name=name).pk}"


class TestSteps:
    def test_by_buttons(self, editor):
        answer = editor.arrange(f"down:{key('Мероприятие 1.1')}")

        assert editor.numbers()[:2] == ["Мероприятие 1.2", "Мероприятие 1.1"]
        assert answer.redirect_chain[0][0].endswith(f"#{key('Мероприятие 1.1')}")
        assert "«1.2 Мероприятие 1.1» — 2-е из 4 в направлении «1 Анализ результатов»." in answer.content.decode()

    def test_answer_a_script_with_the_rows_alone(self, editor):
        script = {"X-Requested-With": "XMLHttpRequest"}
        answer = editor.arrange(f"up:{key('Мероприятие 1.2')}", headers=script).content.decode()

        assert "<html" not in answer
        assert f'data-at="{key("Мероприятие 1.2")}"' in answer
        page = editor.client.get(editor.url("roadmap-edit"), headers=script).content.decode()
        assert page in editor.client.get(editor.url("roadmap-edit")).content.decode()

    def test_that_lead_nowhere_are_told(self, editor):
        answer = editor.arrange(f"up:{key('Мероприятие 1.1')}")

        assert answer.status_code == 422
        assert "Выше некуда" in answer.content.decode()

    def test_with_several_rows_and_back(self, editor):
        answer = editor.arrange("copy", selected=[key("Мероприятие 1.1"), key("Мероприятие 1.2")])
        assert len(editor.numbers()) == 6

        page = editor.client.get(editor.url("roadmap-edit"))
        assert "Отменить: строки скопированы" in page.content.decode()
        answer = editor.arrange("undo", last=page.context["page"].last.pk)
        assert len(editor.numbers()) == 4
        assert "Вернуть: строки скопированы" in answer.content.decode()

    def test_of_an_outdated_page_are_refused(self, editor):
        editor.arrange(f"down:{key('Мероприятие 1.1')}")
        last = editor.client.get(editor.url("roadmap-edit")).context["page"].last.pk
        editor.arrange(f"down:{key('Мероприятие 1.1')}")

        assert "отменять надо с последнего шага" in editor.arrange("undo", last=last).content.decode()
        assert "её удалили" in editor.arrange("up:a999999").content.decode()

    @pytest.mark.parametrize("do", ["", "nonsense", "up", "number", "undo", "move", "place:x"])
    def test_that_nobody_meant_change_nothing(self, editor, do):
        before = editor.numbers()

        assert editor.arrange(do).status_code in (200, 422)
        assert editor.numbers() == before

    def test_of_an_approved_programme_are_refused(self, editor, district):
        approve(district.programme, by=district.coordinator)

        for answer in (
            editor.arrange(f"down:{key('Мероприятие 1.1')}"),
            editor.client.get(editor.url("roadmap-edit"), follow=True),
            editor.client.get(editor.url("row-edit", key=key("Мероприятие 1.1")), follow=True),
        ):
            assert "Её изменяют приказом о внесении изменений" in answer.content.decode()
        assert editor.numbers()[0] == "Мероприятие 1.1"


class TestDeletion:
    def test_asks_and_tells_what_goes(self, editor):
        asked = editor.arrange("delete", selected=[key("Мероприятие 1.1"), key("Мероприятие 1.3")])
        assert "Мероприятие 1.3" in asked.content.decode()
        assert len(editor.numbers()) == 4

        data = {"row": [key("Мероприятие 1.1"), key("Мероприятие 1.3")], "seen": asked.context["seen"]}
        editor.client.post(editor.url("row-delete"), data)
        assert editor.numbers() == ["Мероприятие 1.2", "Мероприятие 1.4"]

    def test_asks_again_about_what_was_changed_meanwhile(self, editor):
        row = [key("Мероприятие 1.1")]
        seen = editor.client.get(editor.url("row-delete"), {"row": row}).context["seen"]
        Activity.objects.filter(name="Мероприятие 1.1").update(result="Новое")

        answer = editor.client.post(editor.url("row-delete"), {"row": row, "seen": seen})
        assert answer.status_code == 422
        assert "изменил другой человек" in answer.content.decode()
        assert len(editor.numbers()) == 4


class TestRow:
    def test_is_added_where_it_was_asked_for_with_its_number(self, editor):
        parent = Direction.objects.get()
        url = editor.url("row-create") + f"?kind=activity&within=d{parent.pk}&before={key('Мероприятие 1.2')}"
        data = editor.sent_back(url) | {"name": "Новое", "responsible": "Берёзовская СОШ"}
        editor.client.post(url, data)

        activity = Activity.objects.get(name="Новое")
        assert (activity.number, activity.sequence, activity.result) == ("1.2", 1, None)
        assert activity.executors.schools.get().name == "Берёзовская СОШ"
        assert Activity.objects.get(name="Мероприятие 1.2").number == "1.3"

    def test_of_a_document_with_columns_has_empty_cells(self, editor, district):
        Roadmap.objects.update(columns=[{"key": "name"}, {"key": "term"}, {"key": "document"}])
        parent = Direction.objects.get()
        url = editor.url("row-create") + f"?kind=activity&within=d{parent.pk}"
        editor.client.post(url, editor.sent_back(url) | {"name": "Новое"})

        activity = Activity.objects.get(name="Новое")
        assert (activity.term, activity.document, activity.result) == ("", "", None)

    def test_without_a_name_or_with_marks_that_documents_cannot_hold_is_told(self, editor):
        url = editor.url("row-edit", key=key("Мероприятие 1.1"))
        answer = editor.client.post(url, editor.sent_back(url) | {"name": " ", "result": "<script>"})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Напишите, что за мероприятие." in page
        assert "не допускается" in page

    def test_a_sign_that_databases_cannot_hold_is_told_beside_its_field(self, editor):
        url = editor.url("row-edit", key=key("Мероприятие 1.1"))
        answer = editor.client.post(url, editor.sent_back(url) | {"term": "май\x00", "responsible": "школы\x00"})

        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"term", "responsible"}

    def test_changed_by_two_people_shows_both_texts_and_then_decides(self, editor):
        url = editor.url("row-edit", key=key("Мероприятие 1.1"))
        mine = editor.sent_back(url) | {"name": "Моё", "result": "Итог"}
        Activity.objects.filter(name="Мероприятие 1.1").update(name="Чужое", term="Май 2026")

        answer = editor.client.post(url, mine)
        page = answer.content.decode()
        assert "«Чужое»" in page
        assert ">\nМоё</textarea>" in page
        assert Activity.objects.filter(name="Чужое", result=None).exists()

        editor.client.post(url, all_fields(answer.context["form"]))
        activity = Activity.objects.get(name="Моё")
        assert (activity.term, activity.result) == ("Май 2026", "Итог")

    def test_is_parted_into_stages_and_becomes_one_again(self, editor):
        url = editor.url("row-edit", key=key("Мероприятие 1.1"))
        parted = editor.client.post(url, editor.sent_back(url) | {"do": "stage"})
        data = all_fields(parted.context["form"])
        assert data["stages-0-term"] == "Август 2026 г."

        editor.client.post(url, data | {"stages-1-term": "Май 2027 г.", "stages-1-ORDER": "1", "stages-0-ORDER": "2"})
        activity = Activity.objects.get(name="Мероприятие 1.1")
        assert (activity.term, activity.responsible, activity.executors) == (None, None, None)
        assert [stage.term for stage in activity.stages.all()] == ["Май 2027 г.", "Август 2026 г."]

        data = editor.sent_back(url) | {"stages-0-DELETE": "on", "stages-1-DELETE": "on"}
        editor.client.post(url, data)
        assert not activity.stages.exists()

    def test_a_direction_is_added_and_renamed(self, editor):
        url = editor.url("row-create") + "?kind=direction"
        editor.client.post(url, editor.sent_back(url) | {"title": "Второе"})
        direction = Direction.objects.get(title="Второе")
        assert (direction.number, direction.position) == ("2", 1)

        url = editor.url("row-edit", key=f"d{direction.pk}")
        editor.client.post(url, editor.sent_back(url) | {"title": "Иное"})
        assert Direction.objects.filter(title="Иное", number="2").exists()

    def test_of_another_programme_is_not_found(self, editor, district):
        other = make_programme(district.municipality, roadmap=roadmap_shape(**{"1.1": "Отдел"}))
        foreign = Activity.objects.get(direction__roadmap__programme=other)

        assert editor.client.get(editor.url("row-edit", key=f"a{foreign.pk}")).status_code == 404
        assert "её удалили" in editor.arrange(f"down:a{foreign.pk}").content.decode()
        for wrong in ("x1", "a", "d0", "aa"):
            assert editor.client.get(editor.url("row-edit", key=wrong)).status_code == 404


class TestUnderstanding:
    @pytest.mark.parametrize(
        ("kind", "text", "words"),
        [
            ("term", "Август 2026 г.", "август 2026 г."),
            ("term", "По плану РМО", "без точного срока"),
            ("responsible", "Берёзовская СОШ", "Берёзовская СОШ"),
            ("responsible", "Отдел образования, все ОО", "отдел; все школы"),
        ],
    )
    def test_is_told_while_typing(self, editor, kind, text, words):
        answer = editor.client.get(editor.url("roadmap-understood"), {"kind": kind, "text": text})

        assert words in answer.content.decode()

    def test_corrected_leads_back_to_the_editor_and_is_told_there(self, editor, district):
        activity = Activity.objects.get(name="Мероприятие 1.1")
        url = reverse("activity-executors", args=[activity.pk])
        answer = editor.client.post(url, {"schools": [district.school.pk], "everywhere": "yes"})

        assert answer.url == editor.url("roadmap-edit") + f"#a{activity.pk}"
        page = editor.client.get(editor.url("row-edit", key=key("Мероприятие 1.1"))).content.decode()
        assert "Понято, исправлено вручную:" in page

    def test_corrected_for_one_place_stays_there(self, editor, district):
        activity = Activity.objects.get(name="Мероприятие 1.1")
        url = reverse("activity-executors", args=[activity.pk])
        editor.client.post(url, {"schools": [district.school.pk], "everywhere": "no"})
        editor.arrange(f"copy:{key('Мероприятие 1.1')}")

        first, second = Activity.objects.filter(name="Мероприятие 1.1")
        assert (first.executors.is_exception, second.executors.is_exception) == (True, False)
        assert Executors.objects.filter(is_exception=True).count() == 1


class TestHeading:
    def test_begins_a_plan(self, browse, district):
        programme = make_programme(district.municipality)
        editor = Editor(browse("coordinator"), programme)
        page = editor.client.get(reverse("programme-detail", args=[programme.pk])).content.decode()
        assert "Начать план мероприятий" in page
        url = editor.url("roadmap-heading")
        editor.client.post(url, editor.sent_back(url) | {"title": "Дорожная карта"})

        roadmap = Roadmap.objects.get(programme=programme)
        assert [column["key"] for column in roadmap.columns] == [
            "number", "name", "term", "responsible", "result", "document",
        ]  # fmt: skip
        assert Section.objects.filter(programme=programme, part=Section.Part.ROADMAP).count() == 1
        assert "План пуст" in editor.client.get(editor.url("roadmap-edit")).content.decode()

    def test_columns_are_renamed_and_ordered(self, editor):
        Roadmap.objects.update(columns=[{"key": "name", "title": "Дело"}, {"key": "term"}])
        url = editor.url("roadmap-heading")
        editor.client.post(url, editor.sent_back(url) | {"title-term": "Когда", "place-term": 1, "place-name": 2})

        assert Roadmap.objects.get().columns == [{"key": "term", "title": "Когда"}, {"key": "name", "title": "Дело"}]


class TestProgrammeText:
    def begin(self, browse, district, **data) -> Editor:
        client = browse("coordinator")
        data = {"municipality": district.municipality.pk, "title": "Новая программа", "start_year": 2027} | data
        client.post(reverse("programme-create"), {"end_year": 2029, "kind": "programme", **data})
        return Editor(client, Programme.objects.get(title="Новая программа"))

    def test_is_begun_and_written_and_goes_out_as_a_file(self, browse, district):
        editor = self.begin(browse, district)
        passport = editor.url("programme-part-edit", part="passport")
        data = editor.sent_back(passport)
        assert data["rows-0-label"] == "Наименование программы"
        editor.client.post(passport, data | {"rows-0-text": "Новая", "rows-1-DELETE": "on"})
        for part, rows in (
            ("sections", {"rows-0-number": "1", "rows-0-title": "Введение", "rows-0-text": "Текст\r\n\r\n- пункт"}),
            ("abbreviations", {"rows-0-short": "ШНОР", "rows-0-long": "школы"}),
        ):
            url = editor.url("programme-part-edit", part=part)
            added = editor.client.post(url, editor.sent_back(url) | {"do": "row"})
            last = f"-{len(added.context['rows']) - 1}-"
            typed = {name.replace("-0-", last): text for name, text in rows.items()}
            editor.client.post(url, all_fields(added.context["form"]) | typed)
        url = editor.url("roadmap-heading")
        editor.client.post(url, editor.sent_back(url))

        written = programme_as_document(Programme.objects.get(pk=editor.programme.pk))
        programme = written["programme"]
        assert written["municipality"]["name"] == "Лесной район"
        assert programme["passport"][0] == {"label": "Наименование программы", "text": "Новая"}
        assert programme["passport"][1] == {"label": "Заказчик"}
        assert programme["sections"] == [{"number": "1", "title": "Введение", "text": "Текст\n\n- пункт"}]
        assert programme["abbreviations"] == [{"short": "ШНОР", "long": "школы"}]
        parts = list(Section.objects.filter(programme=editor.programme).values_list("part", flat=True))
        assert parts == ["passport", "text", "abbreviations", "roadmap"]
        read(written)

    def test_of_an_impossible_period_or_of_another_municipality_is_refused(self, browse, district):
        client, url = browse("coordinator"), reverse("programme-create")
        data = {"municipality": district.municipality.pk, "title": "Т", "start_year": 2027, "end_year": 2025}
        assert "не может быть раньше первого" in client.post(url, data).content.decode()

        foreign = district.stranger.memberships.get().municipality
        assert client.post(url, data | {"municipality": foreign.pk, "end_year": 2028}).status_code == 422
        assert Programme.objects.count() == 1

    def test_changed_by_two_people_is_a_conflict(self, editor):
        url = editor.url("programme-part-edit", part="passport")
        data = editor.sent_back(url)
        PassportItem.objects.update(text="Чужое")

        answer = editor.client.post(url, data | {"rows-0-text": "Моё"})
        assert "«Цель, Чужое»" in answer.content.decode()
        assert PassportItem.objects.get().text == "Чужое"
        editor.client.post(url, all_fields(answer.context["form"]))
        assert PassportItem.objects.get().text == "Моё"

    def test_of_indicators_begins_with_the_programmes_years(self, browse, district):
        editor = self.begin(browse, district)
        url = editor.url("programme-targets-edit")
        known = Indicator.objects.get(name="Средний балл, балл")
        added = editor.client.post(url, editor.sent_back(url) | {"do": "row", "catalogue": known.pk})
        data = all_fields(added.context["form"]) | {"rows-0-plan-2027": "3,6", "rows-0-group": "Итоги"}
        added = editor.client.post(url, data | {"do": "row"})
        data = all_fields(added.context["form"]) | {"rows-1-name": "Новый показатель, %", "rows-1-target": "10"}
        asked = editor.client.post(url, data)
        assert asked.status_code == 422
        assert "Показатель новый: скажите, больше или меньше — лучше." in asked.content.decode()
        editor.client.post(url, all_fields(asked.context["form"]) | {"rows-1-direction": "less"})

        table = programme_as_document(Programme.objects.get(pk=editor.programme.pk))["programme"]["indicators"]
        assert table["periods"] == ["2027", "2028", "2029"]
        assert table["groups"] == [
            {
                "title": "Итоги",
                "rows": [{"name": "Средний балл, балл", "values": {"2027": {"plan": "3,6"}}}],
            },
            {"rows": [{"name": "Новый показатель, %", "target": "10"}]},
        ]
        row = IndicatorRow.objects.get(name="Новый показатель, %")
        assert (row.indicator.unit, row.indicator.direction) == ("%", "less")
        assert IndicatorRow.objects.get(group__title="Итоги").indicator == known

    def test_of_indicators_keeps_facts_and_moves_rows_between_groups(self, editor):
        url = editor.url("programme-targets-edit")
        data = editor.sent_back(url) | {"rows-1-plan-2025": "80", "rows-0-group": "Иное", "rows-1-ORDER": 1}
        assert editor.client.post(url, data).status_code == 302

        groups = programme_as_document(Programme.objects.get())["programme"]["indicators"]["groups"]
        assert [group["title"] for group in groups] == ["Результаты", "Иное"]
        assert groups[0]["rows"][0]["values"] == {"2025": {"plan": "80", "fact": "61,1"}}
        answer = editor.client.post(url, editor.sent_back(url) | {"periods": "2025, 20266"})
        assert "Период пишется годом" in answer.content.decode()

    def test_title_and_years_are_corrected(self, editor):
        url = editor.url("programme-edit")
        editor.client.post(url, editor.sent_back(url) | {"title": "Иначе", "end_year": 2030})

        programme = Programme.objects.get()
        assert (programme.title, programme.end_year, programme.title_key) == ("Иначе", 2030, "иначе")

    def test_the_place_of_another_part_is_not_taken_away(self, editor):
        url = editor.url("programme-part-edit", part="sections")
        data = editor.sent_back(url)
        assert "Здесь в документе стоит часть «паспорт»" in editor.client.get(url).content.decode()
        editor.client.post(url, data | {"rows-0-DELETE": "on"})

        assert Section.objects.filter(part=Section.Part.PASSPORT).count() == 1


@needs_programmes
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_opening_and_saving_a_real_programme_changes_no_letter(path, client):
    data = json.loads(path.read_text(encoding="utf-8"))
    programme = import_programme(read(data), by=None).programme
    client.force_login(make_user(Role.COORDINATOR, programme.municipality))
    editor = Editor(client, programme)
    urls = [editor.url("programme-edit"), editor.url("programme-targets-edit")]
    urls += [*(editor.url("programme-part-edit", part=part) for part in PARTS)]
    if not hasattr(programme, "indicator_table"):
        urls.remove(editor.url("programme-targets-edit"))
    if hasattr(programme, "roadmap"):
        nodes = list(read_outline(programme.roadmap, "stages").nodes.values())
        staged = [node for node in nodes if not node.is_direction and node.record.stages.all()]
        urls += [editor.url("row-edit", key=node.key) for node in (*nodes[:12], *nodes[-3:], *staged)]
        urls.append(editor.url("roadmap-heading"))
    for url in urls:
        answer = client.post(url, editor.sent_back(url))
        assert answer.status_code == 302, (url, answer.context["form"].errors)

    assert programme_as_document(Programme.objects.get(pk=programme.pk)) == data


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_costs_the_same_however_long_the_plan(size, browse, district, django_assert_num_queries):
    shape = roadmap_shape(**{f"1.{i}": "Отдел образования" for i in range(1, size + 1)})
    programme = make_programme(district.municipality, roadmap=shape)
    client = browse("coordinator")
    ContentType.objects.get_for_model(Roadmap)

    with django_assert_num_queries(11):
        assert client.get(reverse("roadmap-edit", args=[programme.pk])).status_code == 200
