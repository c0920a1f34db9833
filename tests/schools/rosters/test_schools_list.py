import io
import re

import pytest
from django.urls import reverse
from openpyxl import Workbook

from schools.directory.actions import change_school
from schools.directory.models import School
from tests.factories import make_school
from tests.schools.rosters.tables import NAMES, as_text, as_workbook, schools_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(browse, district):
    """The first pass of a pasted table, or of a file."""

    def first_pass(pasted: str = "", **data):
        address = reverse("school-roster", args=[district.municipality.pk])
        return browse("coordinator").post(address, {"pasted": pasted, **data})

    return first_pass


@pytest.fixture
def accept(browse, district):
    def second_pass(looked, **answers):
        address = reverse("school-roster", args=[district.municipality.pk])
        columns = {f"column-{number}": key for number, _, _, key in looked.context["columns"]}
        data = {"table": looked.context["sheet"].as_json(), "seen": looked.context["seen"], "accept": "yes"}
        return browse("coordinator").post(
            address, data | columns | {k.replace("_", "-"): v for k, v in answers.items()}
        )

    return second_pass


def test_a_departments_own_table_is_understood_and_written_only_when_accepted(look, accept, district):
    looked = look(as_text(schools_rows()))

    assert looked.context["plan"].counts == {"doubtful": 0, "new": 12, "changed": 0, "same": 0, "left": 0}
    assert School.objects.filter(municipality=district.municipality).count() == 2

    assert accept(looked).status_code == 302
    school = School.objects.get(name=NAMES[6])
    facts = (school.kind, school.address, school.director_name, school.email, school.pupils)
    assert facts == ("secondary", "с. Луговое, ул. Школьная, д. 7", "Петрова Анна Ивановна 7",
                     "school7@zarechny.example", 107)  # fmt: skip
    assert School.objects.filter(municipality=district.municipality).count() == 14


def test_a_workbook_with_merged_titles_says_the_same(look):
    rows = schools_rows()
    rows.insert(4, ["Сельские школы", "", "", "", "", ""])
    looked = look(file=as_workbook(rows, merged=("A1:F1", "A5:F5")))

    assert looked.context["plan"].counts["new"] == 12
    assert "подзаголовок: «Сельские школы»" in looked.content.decode()


def test_kind_and_pupils_are_shown_before_they_are_written(look):
    head = "ОУ\tЭл. адрес\tКол-во уч-ся на 01.09\n"
    looked = look(head + "Новая ООШ\tnew@les.example, 2-15-33\t58\nШкола «Росток»\t\t20")
    new, rostok = looked.context["plan"].rows
    shown = {("вид", "", "основная"), ("учащихся", "", 58), ("электронная почта", "", "new@les.example")}
    assert shown <= set(new.changes)
    assert "Вид школы по названию не понят" in rostok.notes[0]


def test_only_what_the_table_says_is_changed(look, accept, district):
    change_school(school=district.school, facts={"address": "Старый", "pupils": 50}, by=district.coordinator)
    looked = look("Школа\tАдрес\tУчащихся\nБерёзовская СОШ\tНовый\t\nСосновская ООШ\t\t")

    assert looked.context["plan"].counts == {"doubtful": 0, "new": 0, "changed": 1, "same": 1, "left": 0}
    accept(looked)
    district.school.refresh_from_db()
    assert (district.school.address, district.school.pupils) == ("Новый", 50)


def test_a_near_name_is_asked_about(look, accept, district):
    looked = look("Школа\tАдрес\nМБОУ «Березавская СОШ»\tЛесная, 1")
    number = looked.context["plan"].rows[0].number
    assert looked.context["plan"].counts["doubtful"] == 1

    unanswered = accept(looked)
    assert unanswered.status_code == 422
    assert School.objects.filter(municipality=district.municipality).count() == 2

    accept(looked, **{f"school_{number}": f"rename-{district.school.pk}"})
    district.school.refresh_from_db()
    assert (district.school.name, district.school.address) == ("МБОУ «Березавская СОШ»", "Лесная, 1")
    again = look("Школа\tАдрес\nБерёзовская СОШ\tЛесная, 2")
    assert again.context["plan"].counts["changed"] == 1


def test_a_name_that_differs_by_its_form_alone_is_proposed(look, accept, district):
    looked = look("Школа\tАдрес\nМБОУ «Берёзовская СОШ»\tЛесная, 1\nБерёзовская ООШ\tЛесная, 2")
    same, other = looked.context["plan"].rows
    assert same.questions[0].chosen == f"keep-{district.school.pk}"
    assert other.is_open

    accept(looked, school_2=f"keep-{district.school.pk}", school_3="new")
    district.school.refresh_from_db()
    assert (district.school.name, district.school.address) == ("Берёзовская СОШ", "Лесная, 1")
    assert School.objects.filter(name="Берёзовская ООШ").exists()


def test_a_gymnasium_is_not_proposed_for_a_school_of_its_number(look, district):
    make_school(district.municipality, "СОШ № 3")
    looked = look("Школа\tАдрес\nМБОУ «Гимназия № 3»\tЛесная, 1\nМБОУ «СОШ № 3»\tЛесная, 2")

    assert [row.is_open for row in looked.context["plan"].rows] == [True, False]


def test_numbers_tell_schools_apart(look, district):
    make_school(district.municipality, "МБОУ «СОШ № 1»")
    looked = look("Школа\tАдрес\nМБОУ «СОШ № 2»\tЛесная, 1\nШкола № 1\tЛесная, 2")

    assert [row.verdict for row in looked.context["plan"].rows] == ["new", "doubtful"]


def test_headings_in_two_rows_and_columns_of_others(look):
    rows = [
        ["№", "ИНН учреждения", "Наименование", "Численность педагогов", "Контакты", ""],
        ["", "", "", "", "эл. почта", "телефон"],
        ["1", "5301234567", "Луговская СОШ", "25", "post@lug.example", "2-12-34"],
    ]
    looked = look(file=as_workbook(rows, merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1")))

    assert [key for *_, key in looked.context["columns"]] == ["-", "-", "name", "-", "email", "-"]
    assert looked.context["plan"].rows[0].outcome == {"name": "Луговская СОШ", "email": "post@lug.example"}


def test_the_same_school_twice_is_taken_once(look):
    looked = look("Школа\tАдрес\nЛуговская СОШ\tЛесная, 1\n«Луговская» СОШ\tЛесная, 2")

    assert looked.context["plan"].counts["new"] == 1
    assert "уже в строке 2" in looked.content.decode()


def test_what_is_not_understood_is_told_and_left_out(look, accept):
    looked = look("Школа\tУчащихся\tПочта\nЛуговская СОШ\tмного\tнет")
    assert "«много» не понято" in looked.content.decode()

    accept(looked)
    school = School.objects.get(name="Луговская СОШ")
    assert (school.pupils, school.email) == (None, "")


def test_columns_without_headings_are_told_by_what_is_in_them(look):
    looked = look("Луговская СОШ\tpost@lug.example\nКаменская СОШ\tpost@kam.example")

    assert [key for *_, key in looked.context["columns"]] == ["name", "email"]
    assert looked.context["plan"].counts["new"] == 2


def test_a_column_is_corrected_by_one_choice(browse, district, look):
    looked = look("Школа\tГде\nЛуговская СОШ\tЛуговое\nКаменская СОШ\tКаменка")
    data = {"table": looked.context["sheet"].as_json(), "column-0": "name", "column-1": "address"}
    again = browse("coordinator").post(reverse("school-roster", args=[district.municipality.pk]), data)

    assert again.context["plan"].rows[0].outcome == {"name": "Луговская СОШ", "address": "Луговое"}


def test_what_changed_since_it_was_looked_at_is_looked_at_again(look, accept, district):
    looked = look("Школа\tАдрес\nЛуговская СОШ\tЛесная, 1")
    make_school(district.municipality, "Луговская СОШ", address="Их адрес")

    assert accept(looked).status_code == 422
    assert School.objects.get(name="Луговская СОШ").address == "Их адрес"


@pytest.mark.parametrize("file", ["", "PK\x03\x04 не книга", "просто слова"])
def test_a_file_that_is_no_workbook_is_refused(look, file):
    upload = as_workbook([])
    upload.seek(0)
    upload.truncate()
    upload.write(file.encode())
    upload.seek(0)
    refused = look(file=upload)

    assert refused.status_code == 422
    assert re.search("повреждён|не книга Excel|пуст", refused.content.decode())


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["Наименование учреждения", "Сокращённо"], ["МБОУ «Залесская средняя школа»", "Залесская СОШ"]),
        (["Сокращённое наименование", "Полное наименование"], ["Залесская СОШ", "МБОУ «Залесская средняя школа»"]),
        (["Школа", "Краткое название"], ["МБОУ «Залесская средняя школа»", "Залесская СОШ"]),
    ],
)
def test_a_short_name_is_the_name_and_the_longer_one_the_full_name(headings, row, look, accept):
    assert accept(look(as_text([headings, row]))).status_code == 302
    school = School.objects.get(name="Залесская СОШ")

    assert (school.full_name, school.kind) == ("МБОУ «Залесская средняя школа»", "secondary")


def test_a_school_that_is_there_by_its_longer_name_gets_no_double(look, district):
    make_school(district.municipality, "МБОУ «Залесская средняя школа»")
    looked = look(as_text([["Наименование", "Сокращённо"], ["МБОУ «Залесская средняя школа»", "Залесская СОШ"]]))

    assert looked.context["plan"].counts["new"] == 0


def test_the_kind_is_told_by_the_full_name_where_the_short_one_is_silent(look, accept):
    looked = look(as_text([["Наименование", "Сокращённо"], ["МБОУ «Базловская основная школа»", "Базловская ОШ"]]))
    accept(looked)

    assert School.objects.get(name="Базловская ОШ").kind == "basic"


def test_sheets_of_one_shape_are_taken_together_and_others_are_told(look):
    book = Workbook()
    for title, rows in {
        "СОШ": [["Список школ"], ["Школа", "Адрес"], ["Луговская СОШ", "Лесная, 1"]],
        "ООШ": [["Школа", "Адрес"], ["Каменская ООШ", "Лесная, 2"], ["Всего: 1", ""]],
        "Сады": [["Наименование", "Почта", "Телефон"], ["Детский сад «Ёлочка»", "sad@les.example", "2-11"]],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "Школы.xlsx"
    looked = look(file=file)

    assert [row.title for row in looked.context["plan"].rows] == ["Луговская СОШ", "Каменская ООШ"]
    told = " ".join(looked.context["left"])
    assert "«СОШ», «ООШ» взяты вместе" in told
    assert "Не взяты листы «Сады»" in told


def test_of_two_columns_that_may_be_the_address_the_other_is_told(look):
    looked = look("Школа\tЮридический адрес\tФактический адрес\nЛуговская СОШ\tЛесная, 1\tЛесная, 2")

    assert looked.context["plan"].rows[0].outcome["address"] == "Лесная, 1"
    assert "Столбец «Фактический адрес» не взят" in " ".join(looked.context["left"])


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Филиал МБОУ «Луговская СОШ» в с. Дальнее", True), ("Дом культуры", True), ("МКОУ Луговская школа", True),
        ("Луговская СОШ № 2", False), ("Школа «Росток»", False),
    ],
)  # fmt: skip
def test_a_branch_a_double_and_what_is_no_school_are_asked_about(name, is_asked, look):
    looked = look(f"Школа\tАдрес\nМБОУ «Луговская школа»\tЛесная, 1\n{name}\t")

    assert [row.is_open for row in looked.context["plan"].rows] == [False, is_asked]


def test_latin_letters_that_look_so_are_russian_ones(look):
    looked = look("Школа\tАдрес\nMБОУ «Лугoвская COШ»\tЛесная, 1")

    assert looked.context["plan"].rows[0].outcome["name"] == "МБОУ «Луговская СОШ»"
