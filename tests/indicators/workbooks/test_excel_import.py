"""Values read from workbooks: two passes, conflicts, all or nothing, within one's own schools."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.values.actions import EntryWay
from indicators.values.models import Value
from indicators.workbooks import uploads as keeping
from indicators.workbooks.views import first_pass
from portal.history.models import Change
from portal.spreadsheets.sheets import read_workbook
from tests.factories import make_indicator, make_school
from tests.indicators.quantity.quantity_forms import FORMS
from tests.indicators.workbooks.excel_books import (
    book_of,
    cell_of,
    confirm,
    download,
    make_value,
    reply,
    send,
    table,
    texts,
    upload,
)
from tests.sealing import sealed_at_once


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


class TestTwoPasses:
    def test_the_first_pass_shows_and_writes_nothing(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 45
        cell_of(book, "Сосновская ООШ", "Средняя отметка").value = "н/д"
        answer = send(client, district, book)

        plan = answer.context["plan"]
        assert [(item.fate, item.old, item.new) for item in plan.items] == [
            ("changed", "3,5", "45"), ("new", "", "н/д"),
        ]  # fmt: skip
        page = answer.content.decode()
        for words in ("3,5", "45", "не бывает больше 5", "Изменится: 2", "Новые: 1", "Проверьте: 1"):
            assert words in page
        assert texts() == {("Берёзовская СОШ", "3,5")}
        assert not Change.objects.filter(action=EntryWay.IMPORT).exists()

    def test_the_second_writes_what_was_shown(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4.5
        cell_of(book, "Сосновская ООШ", "Средняя отметка").value = "н/д"
        answer = confirm(client, send(client, district, book))

        assert "Изменено значений: 2" in answer.content.decode()
        assert texts() == {("Берёзовская СОШ", "4,5"), ("Сосновская ООШ", "н/д")}
        changes = Change.objects.filter(action=EntryWay.IMPORT).order_by("pk")
        assert [(change.changed_by, change.before["text"], change.after["text"]) for change in changes] == [
            (district.specialist, "3,5", "4,5"),
            (district.specialist, "", "н/д"),
        ]

    def test_an_unchanged_file_changes_nothing(self, browse, district, score):
        make_value(score, district.school, "3,5")
        make_value(score, None, "61,1 %")
        client = browse("specialist")

        for query in ({}, {"turned": "1"}):
            answer = send(client, district, download(client, district, **query))
            assert answer.context["plan"].items == []
            assert not answer.context["unplaced"]
            assert "файл ничего не меняет" in answer.content.decode()


class TestRoundTrip:
    def test_rows_that_the_portal_computes_are_known_again(self, browse, district, score):
        Indicator.objects.filter(pk=score.pk).update(rule=Indicator.Rule.MEAN)
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4.5
        answer = send(client, district, book)

        titles = [str(row[1].value) for row in book.worksheets[0].iter_rows()]
        assert any(title.startswith("Лесной район: по школам") for title in titles)
        assert "Не сопоставлено" not in answer.content.decode()

    def test_what_somebody_typed_over_a_computed_row_is_told(self, browse, district, score):
        Indicator.objects.filter(pk=score.pk).update(rule=Indicator.Rule.MEAN)
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        assert "считает сам" not in send(client, district, book).content.decode()

        cell_of(book, "Лесной район: по школам", "Средняя отметка").value = 4.5
        told = send(client, district, book).content.decode()
        assert "«Лесной район: по школам» портал считает сам: вписанное «4,5» не загружается." in told

    def test_every_written_form_is_unchanged(self, browse, district):
        written = [form[0] for form in FORMS] + ["=1+1", "+7", "@a", "a\r\nb", "_x0041_", " 5 ", "\x0b"]
        for number, text in enumerate(written):
            make_value(make_indicator(district.municipality, f"Показатель {number}"), district.school, text)
        client = browse("specialist")

        for query in ({}, {"turned": "1"}):
            plan = send(client, district, download(client, district, **query)).context["plan"]
            assert plan.items == []
            assert plan.unchanged >= len(written)
        school = book_of(client.get(reverse("school-values-export", args=[district.school.pk])).content)
        assert send(client, district, school).context["plan"].items == []

    def test_a_value_of_a_schools_page(self, browse, district, score):
        client = browse("director")
        book = book_of(client.get(reverse("school-values-export", args=[district.school.pk])).content)
        sheet = book.worksheets[0]
        [column] = [cell.column for cell in sheet[3] if cell.value == "2026 год"]
        [row] = [cell.row for cell in sheet["B"] if cell.value == "Средняя отметка"]
        sheet.cell(row, column, 3.9)
        confirm(client, send(client, district, book))

        value = Value.objects.select_related("period").get()
        assert (value.text, value.kind, value.period.label) == ("3,9", "plan", "2026")

    def test_a_base_and_a_target_of_a_schools_page(self, browse, district, score):
        client = browse("director")
        url = reverse("school-values-export", args=[district.school.pk])
        book = book_of(client.get(url, {"base": "2024", "goal": "2028"}).content)
        cell_of(book, "Средняя отметка", "база").value = 3.1
        cell_of(book, "Средняя отметка", "цель").value = "не менее 3,7"
        confirm(client, send(client, district, book))

        written = set(Value.objects.values_list("kind", "period__label", "text"))
        assert written == {("baseline", "2024", "3,1"), ("target", "2028", "не менее 3,7")}

    def test_a_template_of_another_kind_is_asked_about_and_one_comes_to_its_table(self, browse, district, score):
        client = browse("specialist")
        book = download(client, district, "value-template", kind="target")
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = "3,6"
        shown = send(client, district, book)
        assert "На листе сказано: цель, 2026 год. Загружаете вы на странице: факт, 2026 год." in shown.content.decode()
        confirm(client, shown)
        assert not Value.objects.exists()
        assert "<strong>факт, 2026 год</strong>" in shown.content.decode()
        shown = reply(client, shown, "said")
        assert "<strong>цель, 2026 год</strong>" in shown.content.decode()
        after = confirm(client, shown)

        assert Value.objects.get().kind == "target"
        grid = reverse("value-grid", args=[district.municipality.pk, "2026"])
        assert after.redirect_chain[-1][0] == f"{grid}?kind=target"

    def test_the_page_of_that_kind_asks_nothing(self, browse, district, score):
        client = browse("specialist")
        url = reverse("value-grid", args=[district.municipality.pk, "2026"])
        page = client.get(url, {"kind": "target"}).content.decode()
        assert f"{reverse('value-import', args=[district.municipality.pk, '2026'])}?kind=target" in page
        book = download(client, district, "value-template", kind="target")
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = "3,6"

        shown = send(client, district, book, kind="target")
        assert shown.context["plan"].questions == []
        words = " ".join(shown.content.decode().split())
        assert "Лист «2026» — цель, 2026 год; школ: 2 и «Лесной район»; показателей: 3" in words

    @pytest.mark.parametrize(
        ("caption", "said"),
        [
            ("Итоги за 2025 год", ("2025", "fact")),
            ("Показатели на 2026 год, план", ("2026", "plan")),
            ("Сводка на 01.09.2025", None),
            ("Сводка", None),
            ("2025/2026 учебный год", ("2025-2026", "fact")),
            ("Итоги 2025 и 2026", None),
        ],
    )
    def test_an_own_table_that_says_another_year_or_kind(self, caption, said, browse, district, score):
        rows = [[caption], ["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]]
        client = browse("specialist")
        shown = send(client, district, table(rows))
        assert len(shown.context["plan"].questions) == (said is not None)
        if said:
            assert shown.context["plan"].items == []
            shown = reply(client, shown, "said")
        confirm(client, shown)

        value = Value.objects.select_related("period").get()
        assert (value.period.label, value.kind) == (said or ("2026", "fact"))

    def test_what_has_no_name_is_told(self, browse, district, score):
        rows = [["Школа", "Средняя отметка", None], ["Берёзовская СОШ", 4, 7], [None, 3, None]]
        client = browse("specialist")
        own = download(client, district)
        sheet = own.worksheets[0]
        sheet.cell(5, sheet.max_column + 1, 12)

        told = {(each.place, each.text) for _, each in send(client, district, table(rows)).context["unplaced"]}
        assert told == {("столбец", "C"), ("строка", "3")}
        [(_, each)] = send(client, district, own).context["unplaced"]
        assert (each.place, each.text) == ("столбец", "F")
        assert "заполнено ячеек: 1" in each.why

    def test_values_are_returned_from_a_file_cell_by_cell(self, browse, district, score):
        client = browse("specialist")
        for school, text in ((district.school, "3,5"), (district.other_school, "3,6")):
            make_value(score, school, text)
        book = download(client, district)
        Value.objects.update(text="9", version=2)
        url = reverse("value-import", args=[district.municipality.pk, "2026"])
        shown = client.post(url, {"file": upload(book), "kind": "fact", "is_return": "on"}, follow=True)
        assert [(item.old, item.new) for item in shown.context["plan"].items] == [("9", "3,5"), ("9", "3,6")]
        assert "Вернуть отмеченные" in shown.content.decode()

        after = confirm(client, shown, returned="1")
        assert texts() == {("Берёзовская СОШ", "9"), ("Сосновская ООШ", "3,6")}
        assert [item.new for item in after.context["plan"].items] == ["3,5"]

    def test_an_emptied_cell_erases_only_where_that_is_chosen(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = None
        shown = send(client, district, book)

        assert [(item.fate, item.old, item.new) for item in shown.context["plan"].items] == [("erased", "3,5", "")]
        assert "Стёрто в файле: 1" in shown.content.decode()
        confirm(client, shown)
        assert texts() == {("Берёзовская СОШ", "3,5")}
        confirm(client, send(client, district, book), erases="yes")
        assert texts() == {("Берёзовская СОШ", "")}

    def test_what_a_colleague_changed_since_is_not_erased(self, browse, district, score):
        value = make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = None
        Value.objects.filter(pk=value.pk).update(text="3,7", version=2)
        shown = send(client, district, book)
        assert [item.fate for item in shown.context["plan"].items] == ["refused"]
        confirm(client, shown, erases="yes", conflicts="file")

        assert texts() == {("Берёзовская СОШ", "3,7")}

    @pytest.mark.parametrize("harm", [None, "label", "swap", "key"])
    def test_an_empty_cell_of_a_template_never_erases(self, harm, browse, district, score):
        """Whatever became of its hidden numbers and names."""
        make_value(score, district.school, "3,5")
        make_value(score, district.other_school, "3,6")
        client = browse("specialist")
        book = download(client, district, "value-template")
        sheet = book.worksheets[0]
        if harm == "label":
            sheet["A5"] = None
        elif harm == "swap":
            sheet["B5"], sheet["B6"] = sheet["B6"].value, sheet["B5"].value
        elif harm == "key":
            sheet["A5"], sheet["A6"] = sheet["A6"].value, sheet["A5"].value
        for answer in ("name", "key"):
            shown = send(client, district, book)
            again = reply(client, shown, answer) if shown.context["plan"].questions else shown
            assert [item for item in again.context["plan"].items if not item.new] == []
            confirm(client, again, erases="yes", conflicts="file")

        assert texts() == {("Берёзовская СОШ", "3,5"), ("Сосновская ООШ", "3,6")}

    def test_a_filled_template(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district, "value-template")
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = "3,6"
        confirm(client, send(client, district, book))

        assert texts() == {("Берёзовская СОШ", "3,6")}

    @pytest.mark.parametrize(
        ("answer", "written"),
        [
            ("", set()),
            ("skip", set()),
            ("name", {("Сосновская ООШ", "4")}),
            ("key", {("Берёзовская СОШ", "4")}),
        ],
    )
    def test_a_name_and_a_hidden_key_that_disagree_are_asked_about(self, answer, written, browse, district, score):
        client = browse("specialist")
        book = download(client, district, "value-template")
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
        book.worksheets[0]["B5"], book.worksheets[0]["B6"] = "Сосновская ООШ", "Берёзовская СОШ"
        shown = send(client, district, book)

        assert shown.context["plan"].items == []
        assert [each.words for each in shown.context["plan"].questions] == [
            f"Подписано «{said}», а по скрытому номеру портала это «{own}». Чьи это значения?"
            for said, own in (("Сосновская ООШ", "Берёзовская СОШ"), ("Берёзовская СОШ", "Сосновская ООШ"))
        ]
        confirm(client, reply(client, shown, answer) if answer else shown)
        assert texts() == written

    def test_a_question_that_is_left_open_is_told_after_the_rest_is_written(self, browse, district, score):
        client = browse("specialist")
        book = download(client, district, "value-template")
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
        cell_of(book, "Сосновская ООШ", "Средняя отметка").value = 5
        book.worksheets[0]["B5"] = "Кедровская СОШ"
        page = confirm(client, send(client, district, book)).content.decode()

        assert "Осталось без ответа вопросов: 1." in page
        assert texts() == {("Сосновская ООШ", "5")}

    def test_a_name_that_nobody_has_is_asked_about_but_not_a_mistake_in_it(self, browse, district, score):
        client = browse("specialist")
        for title, asked in (("Кедровская СОШ", 1), ("МБОУ «Березовская  СОШ»", 0), ("Берёзовскaя СОШ", 0)):
            book = download(client, district, "value-template")
            cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
            book.worksheets[0]["B5"] = title
            plan = send(client, district, book).context["plan"]
            assert (len(plan.questions), len(plan.items)) == (asked, 1 - asked)

    @pytest.mark.parametrize(
        "label", ["", "{", "[]", '{"key": 5}', '{"key": {"school": "x"}}', '{"key": {"school": 0}}']
    )
    def test_changed_labels_do_no_harm(self, label, browse, district, score):
        client = browse("specialist")
        book = download(client, district)
        sheet = book.worksheets[0]
        for place in ("A1", "A5", "A6", "C1"):
            changed = download(client, district)
            changed.worksheets[0][place] = label
            assert send(client, district, changed).status_code == 200
        sheet["A5"] = label
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
        send(client, district, book)
        assert not Value.objects.exists()


class TestConflicts:
    @pytest.fixture
    def shown(self, browse, district, score):
        """A file with two cells that a colleague has changed meanwhile, one of them in the file too."""
        for school in (district.school, district.other_school):
            make_value(score, school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        Value.objects.update(text="3,7", version=2)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
        return send(client, district, book)

    def test_are_told_with_both_values(self, shown):
        assert [(item.fate, item.old, item.new) for item in shown.context["plan"].items] == [("conflict", "3,7", "4")]
        assert "Изменено и в файле, и в портале: 1" in shown.content.decode()

    @pytest.mark.parametrize(
        ("choices", "kept"),
        [
            ({}, "3,7"),
            ({"conflicts": "portal"}, "3,7"),
            ({"conflicts": "file"}, "4"),
            ({"conflicts": "portal", "conflict:0": "file"}, "4"),
            ({"conflicts": "file", "conflict:0": "portal"}, "3,7"),
        ],
    )
    def test_are_resolved_as_chosen(self, choices, kept, shown, browse, district):
        confirm(browse("specialist"), shown, **choices)

        assert texts() == {("Берёзовская СОШ", kept), ("Сосновская ООШ", "3,7")}

    def test_all_or_nothing(self, browse, district, score):
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
        cell_of(book, "Сосновская ООШ", "Средняя отметка").value = 5
        shown = send(client, district, book)
        make_value(score, district.other_school, "3,3")
        answer = confirm(client, shown)

        assert "Ничего не записано" in answer.content.decode()
        assert [item.fate for item in answer.context["plan"].items] == ["new", "conflict"]
        assert texts() == {("Сосновская ООШ", "3,3")}
        assert not Change.objects.filter(action=EntryWay.IMPORT).exists()

        assert "составлен заново" in confirm(client, shown).content.decode()
        confirm(client, answer, conflicts="file")
        assert texts() == {("Берёзовская СОШ", "4"), ("Сосновская ООШ", "5")}


class TestWhoMay:
    def test_a_director_writes_their_own_school(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], ["Сосновская ООШ", 5], ["Лесной район", 3]])
        client = browse("director")
        answer = send(client, district, book)
        confirm(client, answer)

        assert [(each.text, each.why) for _, each in answer.context["unplaced"]] == [
            ("Сосновская ООШ", "Это не ваша школа."),
            ("Лесной район", "Вносить эти значения вам не поручено."),
        ]
        assert texts() == {("Берёзовская СОШ", "4")}

    def test_another_schools_name_is_not_suggested(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], ["Сосновскоя ООШ", 5]])

        [(_, unplaced)] = send(browse("director"), district, book).context["unplaced"]
        assert "Сосновская ООШ" not in unplaced.nearest
        answer = send(browse("specialist"), district, book)
        assert [name.proposed for name in answer.context["names"]] == [str(district.other_school.pk)]
        assert not any(name.proposed for name in send(browse("director"), district, book).context["names"])

    def test_an_upload_is_its_users_own(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]])
        answer = send(browse("specialist"), district, book)
        url = answer.request["PATH_INFO"]

        assert browse("coordinator").get(url).status_code == 404
        assert browse("coordinator").post(url, {"shown": answer.context["checksum"]}).status_code == 404
        assert browse("specialist").get(url.replace(str(district.municipality.pk), "0", 1)).status_code == 404

    def test_a_file_of_another_municipality_is_told_so(self, browse, district, score):
        book = download(browse("specialist"), district)
        other = district.stranger.memberships.get().municipality
        url = reverse("value-import", args=[other.pk, "2026"])
        answer = browse("stranger").post(url, {"file": upload(book), "kind": "fact"}, follow=True)

        assert "для другого муниципалитета" in answer.content.decode()

    def test_rights_lost_between_the_passes(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]])
        client = browse("director")
        answer = send(client, district, book)
        district.director.memberships.update(role="observer")
        after = confirm(client, answer)

        assert "Ничего не записано" in after.content.decode()
        assert not Value.objects.exists()


class TestKeeping:
    def test_a_changed_file_is_not_used(self, browse, district, score):
        client = browse("specialist")
        shown = send(client, district, table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]]))
        kept = keeping.Kept(district.specialist.pk, shown.request["PATH_INFO"].split("/")[-2])
        default_storage.delete(kept.file_name)
        default_storage.save(kept.file_name, upload(table([["другой"]])))
        make_value(score, district.school, "3,3")

        assert confirm(client, shown).status_code == 404

    def test_uploads_are_forgotten_after_a_day_and_after_writing(self, browse, district, score, monkeypatch):
        client = browse("specialist")
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]])
        first, second = send(client, district, book), send(client, district, book)
        confirm(client, second)
        assert client.get(second.request["PATH_INFO"]).status_code == 404
        assert client.get(first.request["PATH_INFO"]).status_code == 200

        monkeypatch.setattr(keeping, "KEPT_FOR", datetime.timedelta(0))
        send(client, district, book)
        assert client.get(first.request["PATH_INFO"]).status_code == 404


class TestCost:
    """The same literals for 3 and for many schools; more than 50 new values are two statements on SQLite."""

    @pytest.mark.parametrize("schools", [3, 50])
    def test_of_both_passes(self, schools, browse, district, django_assert_num_queries):
        figures = [make_indicator(district.municipality, jump_limit=1) for _ in range(2)]
        places = [make_school(district.municipality) for _ in range(schools)]
        for place in places:
            make_value(figures[0], place, "4", period="2025")
        client = browse("specialist")
        client.get(reverse("value-home"))
        ContentType.objects.get_for_model(Value)  # read once by each process
        rows = [["Школа", str(figures[0])], *([place.name, 5.5] for place in places)]
        url = reverse("value-import", args=[district.municipality.pk, "2026"])

        with django_assert_num_queries(13):
            first = client.post(url, {"file": upload(table(rows)), "kind": "fact"})
        with django_assert_num_queries(7):
            shown = client.get(first.url)
        with django_assert_num_queries(22 + sealed_at_once()):
            client.post(first.url, {"shown": shown.context["checksum"]})
        assert Change.objects.filter(action=EntryWay.IMPORT).count() == schools

    @pytest.mark.parametrize("schools", [3, 60])
    def test_of_an_export(self, schools, browse, district, django_assert_num_queries):
        figure = make_indicator(district.municipality)
        for _ in range(schools):
            make_value(figure, make_school(district.municipality), "4")
        client = browse("specialist")
        url = reverse("value-export", args=[district.municipality.pk, "2026"])
        client.get(url)

        with django_assert_num_queries(8):
            client.get(url)


def test_a_programmes_table_comes_back_with_its_facts_only(browse, district):
    """The document's own words are there to read: only the municipality's facts go in."""
    client = browse("coordinator")
    answer = client.get(reverse("programme-indicators-export", args=[district.programme.pk]))
    book = book_of(answer.content)
    sheet = book.worksheets[0]
    shown = [[cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=4)]
    assert shown[0] == ["Показатель", "База", "план", "факт", "план", "факт", "Целевое"]
    assert ["1 Средний балл, балл", "3,4", 3.5, None, "3,8 – 4,0", None, 4] in [
        [*row[:1], str(row[1]).replace(".", ","), *row[2:]] for row in shown
    ]
    [row] = [cell.row for cell in sheet["B"] if cell.value == "1 Средний балл, балл"]
    sheet.cell(row, 7).value = 3.9
    plan = send(client, district, book).context["plan"]

    assert [(item.fate, item.new) for item in plan.items if item.fate != "unchanged"] == [("new", "3,9")]


@pytest.mark.django_db(transaction=True)
def test_a_workbook_is_read_while_nothing_is_locked(client, district, monkeypatch):
    seen = []

    def read(file):
        seen.append(connection.in_atomic_block)
        return read_workbook(file)

    monkeypatch.setattr(first_pass, "read_workbook", read)
    monkeypatch.setattr(keeping, "read_workbook", read)
    client.force_login(district.coordinator)
    url = reverse("value-import", args=[district.municipality.pk, "2026"])
    sent = {"file": SimpleUploadedFile("значения.csv", "Школа;Показатель\nНеизвестная;1".encode()), "kind": "fact"}
    assert client.post(url, sent).status_code == 302
    assert seen == [False]
