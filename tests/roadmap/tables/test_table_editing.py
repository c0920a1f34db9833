"""Tables of a programme in the browser: in sections, in annexes, and its money."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis.extra.django import TestCase as DatabaseTestCase

from portal.accounts.roles import Role
from portal.history.models import Change
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.programmes.kept_tables import text_without_place
from roadmap.programmes.models import Annex, Programme, Section
from roadmap.tables.models import StruckTables
from roadmap.tables.queries import money_periods
from roadmap.tables.slots import places_of
from schools.archive.models import Archived
from tests.factories import approve, make_programme, make_user
from tests.roadmap.editor.test_editor import Editor, fields_of
from tests.roadmap.exchange.generated import documents

pytestmark = pytest.mark.django_db

MONEY = {"header_rows": 1, "rows": [["", "2025", "2026"], ["местный", "1", "2"], ["Всего", "1", "2"]]}


def sent_back(client, url: str) -> dict:
    """What a browser sends of the table's page when nothing was typed."""
    form = client.get(url).context["form"]
    cells = {f"cell-{cell.row}-{cell.column}": cell.text for line in form.lines for cell in line}
    sizes = {"height": len(form.grid.rows), "width": form.grid.width, "spans": form.spans}
    return fields_of(form) | cells | sizes


@pytest.fixture
def editor(client) -> Editor:
    section = {"title": "О школах", "text": "До\n\n[table 1]\n\nПосле", "tables": [{"rows": [["А", "1"], ["Б", "2"]]}]}
    programme = make_programme(sections=[section], resources={"title": "Деньги", "table": MONEY})
    client.force_login(make_user(Role.COORDINATOR, programme.municipality))
    return Editor(client, programme)


def post(editor: Editor, place: str, **typed):
    url = editor.url("table-edit", place=place)
    return editor.client.post(url, sent_back(editor.client, url) | typed, follow=True)


def place_of(editor: Editor, number: int = 0) -> str:
    return places_of(Section.objects.get(programme=editor.programme))[number][0]


def test_a_cell_is_corrected_and_the_history_keeps_what_it_was(editor):
    post(editor, place_of(editor), **{"cell-1-1": "22"})

    section = Section.objects.get()
    assert section.tables == [{"rows": [["А", "1"], ["Б", "22"]]}]
    change = Change.objects.about(section).get()
    assert change.before["table"]["rows"][1][1] == "2"


def test_where_a_table_stands_is_said_in_russian_and_kept_as_the_format_has_it(editor):
    url = editor.url("programme-part-edit", part="sections")
    form = editor.client.get(url).context["form"]
    shown = form.rows[0]["text"].value()
    assert shown == "До\n\n[таблица 1]\n\nПосле"

    moved = fields_of(form) | fields_of(form.rows.management_form) | fields_of(form.rows[0])
    editor.client.post(url, moved | {"rows-0-text": "[Таблица 1]\n\nДо и после", "do": "save"})
    section = Section.objects.get()
    assert section.text == "[table 1]\n\nДо и после"
    assert len(section.tables) == 1


def test_a_place_that_is_no_number_is_told_beside_it(editor):
    url = editor.url("programme-part-edit", part="sections")
    form = editor.client.get(url).context["form"]
    sent = fields_of(form) | fields_of(form.rows.management_form) | fields_of(form.rows[0])
    refused = editor.client.post(url, sent | {"rows-0-ORDER": "первое", "do": "save"})

    assert refused.status_code == 422
    assert "Введите целое число." in refused.content.decode()


def test_a_step_is_shown_and_not_yet_saved(editor):
    answer = post(editor, place_of(editor), do="row-below", row="1", **{"cell-0-0": "Набрано"})

    form = answer.context["form"]
    assert [line[0].text for line in form.lines] == ["Набрано", "", "Б"]
    assert form["row"].value() == "2"
    assert Section.objects.get().tables == [{"rows": [["А", "1"], ["Б", "2"]]}]
    refused = post(editor, place_of(editor), do="row-up", row="1")
    assert "Выше некуда." in refused.content.decode()


def test_a_new_table_gets_a_place_in_the_text_and_leaves_it_again(editor):
    post(editor, place_of(editor, 1), do="save", title="Таблица 2", **{"cell-0-0": "В"})
    section = Section.objects.get()
    assert section.text.endswith("После\n\n[table 2]")
    assert section.tables[1]["title"] == "Таблица 2"

    post(editor, place_of(editor), do="remove")
    section = Section.objects.get()
    assert (section.text, [table["rows"][0][0] for table in section.tables]) == ("До\n\nПосле\n\n[table 1]", ["В"])


def test_somebody_elses_cells_are_not_overwritten(editor):
    url = editor.url("table-edit", place=place_of(editor))
    mine = sent_back(editor.client, url) | {"cell-0-1": "моё"}
    post(editor, place_of(editor), **{"cell-0-1": "чужое"})

    answer = editor.client.post(url, mine)
    assert answer.status_code == 422
    assert "изменил другой человек" in answer.content.decode()
    assert Section.objects.get().tables[0]["rows"][0][1] == "чужое"
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert editor.client.post(url, again).status_code == 302
    assert Section.objects.get().tables[0]["rows"][0][1] == "моё"


def test_money_that_does_not_add_up_is_saved_and_asked_about(editor):
    answer = post(editor, "resources", **{"cell-1-2": "5"})
    assert "«Всего» за 2026 год — 2, а строки вместе дают 5." in answer.content.decode()
    assert Programme.objects.get().resources["table"]["rows"][1] == ["местный", "1", "5"]


def test_the_years_that_a_person_said_of_money_stay(editor):
    programme = editor.programme
    programme.resources |= {"years": {"2026": "2027"}}
    programme.save()
    post(editor, "resources", **{"cell-1-1": "5", "cell-2-1": "5"})
    programme.refresh_from_db()
    assert programme.resources["years"] == {"2026": "2027"}
    assert [each.label for each in money_periods(programme)] == ["2025", "2027"]


def test_pasted_cells_fill_the_table(editor):
    answer = post(editor, place_of(editor), do="paste", row="2", column="2", pasted_text="5\t6\r\n7\t8\r\n")
    assert [[cell.text for cell in line] for line in answer.context["form"].lines] == [
        ["А", "1", ""], ["Б", "5", "6"], ["", "7", "8"],
    ]  # fmt: skip


def test_a_programme_of_the_browser_gets_an_annex_with_a_table_and_money(client):
    programme = make_programme()
    client.force_login(make_user(Role.COORDINATOR, programme.municipality))
    editor = Editor(client, programme)
    url = editor.url("programme-part-edit", part="annexes")
    rows = {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0, "rows-0-ORDER": 1}
    client.post(url, rows | {"rows-0-annex": "3", "rows-0-title": "Состав группы", "seen": '{"rows": []}'})
    annex = Annex.objects.get()
    post(editor, places_of(annex)[0][0], title="Состав", **{"cell-0-0": "Иванова"})
    post(editor, "resources", heading="Деньги", **{"cell-0-1": "2026", "cell-1-1": "10"})

    document = programme_as_document(Programme.objects.get())
    assert document["annexes"][0]["text"] == "[table 1]"
    assert document["annexes"][0]["tables"][0]["rows"][0] == ["Иванова", "", ""]
    assert document["programme"]["resources"]["title"] == "Деньги"
    again = import_programme(ProgrammeDocument.model_validate(document), by=None).programme
    assert programme_as_document(again) == document


def test_places_of_tables_move_up_when_one_goes():
    text = "[table 1]\n\nА\n\n[table 2]\nБ\n[table 12]"
    assert text_without_place(text, 1) == "А\n\n[table 1]\nБ\n[table 11]"
    assert text_without_place("о [table 1] в строке", 1) == "о [table 1] в строке"
    assert text_without_place(None, 1) is None


class AnyProgramme(DatabaseTestCase):
    @settings(max_examples=15, deadline=None)
    @given(documents())
    def test_opened_and_saved_comes_out_as_it_went_in(self, data):
        programme = import_programme(ProgrammeDocument.model_validate(data), by=None).programme
        before = programme_as_document(programme)
        self.client.force_login(make_user(Role.COORDINATOR, programme.municipality))
        records = [*programme.sections.filter(part=Section.Part.TEXT), *programme.annexes.all()]
        for place, _ in (each for record in records for each in places_of(record)[:-1]):
            url = reverse("table-edit", args=[programme.pk, place])
            form = self.client.get(url).context["form"]
            if form.grid.rows and (form["header_rows"].value() or 0) <= len(form.grid.rows):
                assert self.client.post(url, sent_back(self.client, url)).status_code == 302
        assert programme_as_document(Programme.objects.get(pk=programme.pk)) == before


def struck(editor: Editor) -> Archived:
    """What «Удалённое» offers, as its page shows it."""
    [shown] = editor.client.get(reverse("deleted")).context["page"].object_list
    assert shown.name.startswith("Ячейки таблицы: ")
    return shown


def bring_back(editor: Editor, archived: Archived) -> str:
    return editor.client.post(reverse("deleted-restore", args=[archived.pk]), follow=True).content.decode()


def test_a_table_that_was_taken_away_comes_back_where_it_stood(editor):
    before = Section.objects.values().get()
    post(editor, place_of(editor), do="remove")
    assert Section.objects.get().tables == []

    bring_back(editor, struck(editor))
    section = Section.objects.get()
    assert Section.objects.values().get() == before
    change = Change.objects.about(section).get(action="ячейки таблицы возвращены")
    assert (change.before["tables"], change.after["tables"]) == ([], before["tables"])
    assert not StruckTables.objects.exists()
    assert not Archived.objects.filter(restored_at=None).exists()


def test_where_somebody_has_written_since_it_comes_back_behind(editor):
    post(editor, place_of(editor), do="remove")
    Section.objects.update(text="Иначе")

    bring_back(editor, struck(editor))
    section = Section.objects.get()
    assert (section.text, section.tables) == ("Иначе\n\n[table 1]", [{"rows": [["А", "1"], ["Б", "2"]]}])


def test_struck_cells_come_back_and_what_stood_instead_is_kept_in_its_turn(editor):
    post(editor, place_of(editor), **{"cell-1-0": "", "cell-1-1": "", "cell-0-1": "7"})
    assert Section.objects.get().tables == [{"rows": [["А", "7"], ["", ""]]}]

    bring_back(editor, struck(editor))
    assert Section.objects.get().tables == [{"rows": [["А", "1"], ["Б", "2"]]}]
    assert not Archived.objects.filter(restored_at=None).exists(), "no cell of it is gone"


def test_cells_that_only_changed_are_the_journals(editor):
    post(editor, place_of(editor), **{"cell-1-1": "22"})
    assert not Archived.objects.exists()


def test_money_that_was_taken_away_comes_back(editor):
    before = Programme.objects.get().resources
    post(editor, "resources", do="remove")
    assert Programme.objects.get().resources is None

    bring_back(editor, struck(editor))
    assert Programme.objects.get().resources == before


def test_nothing_comes_back_into_a_section_that_is_gone_nor_into_an_approved_text(editor):
    post(editor, place_of(editor), do="remove")
    archived, section = struck(editor), Section.objects.get()
    Section.objects.all().delete()
    assert "сначала восстановите" in bring_back(editor, archived)

    section.save(force_insert=True)
    approve(Programme.objects.get(), by=make_user(Role.COORDINATOR, editor.programme.municipality))
    assert "Программа утверждена приказом" in bring_back(editor, archived)
    assert Section.objects.get().tables == []
