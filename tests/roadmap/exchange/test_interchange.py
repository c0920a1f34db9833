"""A programme goes in and comes out the same, whatever the format allows it to be."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DatabaseTestCase

from roadmap.exchange.document_file import FaultyFile, read_document
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import FORMAT, FORMAT_2, ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.programmes.models import Programme, Section
from schools.directory.models import Municipality, School
from schools.orders.models import Order
from tests.factories import document, make_municipality, make_programme
from tests.roadmap.exchange.generated import documents
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes


def read(data) -> object:
    return read_document(json.dumps(data, ensure_ascii=False).encode())


def _encoded(data) -> bytes:
    return json.dumps(data).encode()


def in_and_out(data: dict) -> dict:
    return programme_as_document(import_programme(read(data), by=None).programme)


@needs_programmes
@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_programmes_come_out_as_they_went_in(path):
    data = json.loads(path.read_text(encoding="utf-8"))

    assert in_and_out(data) == data


@needs_programmes
@pytest.mark.django_db
def test_all_real_programmes_live_side_by_side():
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in FILES]
    programmes = [import_programme(read(data), by=None).programme for data in documents]

    assert [programme_as_document(Programme.objects.get(pk=each.pk)) for each in programmes] == documents


class GeneratedDocuments(DatabaseTestCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def test_come_out_as_they_went_in(self, data):
        assert in_and_out(data) == data

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(documents(), min_size=2, max_size=3))
    def test_of_one_municipality_leave_each_other_alone(self, several):
        for data in several:
            data["municipality"] = {"name": "Лесной район"}
        programmes = [import_programme(read(data), by=None).programme for data in several]
        for programme, data in zip(programmes, several, strict=True):
            assert programme_as_document(Programme.objects.get(pk=programme.pk)) == data


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"format": "other/1"}, "$.format", "порталу не знаком"),
        ({"extra": 1}, "$.extra", "Такого ключа в формате нет"),
        ({"programme": {"title": "П"}}, "$.programme.period", "Нет обязательного ключа"),
        ({"municipality": {"name": ""}}, "$.municipality.name", "не может быть пусто"),
        ({"municipality": {"name": None}}, "$.municipality.name", "должен стоять текст"),
        ({"schools": {}}, "$.schools", "должен стоять список"),
        ({"schools": ["Школа"]}, "$.schools[0]", "должен стоять объект"),
        ({"orders": [{"id": "1"}, {"id": "1"}]}, "$.orders[1]", "стоит дважды"),
        ({"orders": [{"id": "1", "date": "2026-02-30"}]}, "$.orders[0].date", "Такой даты нет"),
        ({"annexes": [{"order": "9"}]}, "$.annexes[0].order", "нет среди «orders»"),
        ({"orders": [{"id": "1", "act": "ПОСТАНОВЛЕНИЕ"}]}, "$.orders[0].act", "только во второй версии"),
        (
            {"orders": [{"id": "1", "act": "ПРОТОКОЛ"}], "format": FORMAT_2},
            "$.orders[0].act",
            "«ПРОТОКОЛ» порталу не знаком",
        ),
        ({"low_result_schools": [{"year": "2026г"}]}, "$.low_result_schools[0].year", "Период пишется"),
        ({"annexes": [{"text": "<script>x"}]}, "$.annexes[0].text", "Тег «<script>x…» не допускается"),
        ({"annexes": [{"text": "код\x00"}]}, "$.annexes[0].text", "знак, которого не бывает"),
    ],
)
def test_a_fault_is_named_with_its_place(change, path, words):
    with pytest.raises(FaultyFile) as refusal:
        read(document() | change)

    assert [(fault.path, words in fault.sentence) for fault in refusal.value.faults] == [(path, True)]


@pytest.mark.django_db
def test_an_act_other_than_an_order_makes_a_file_of_the_second_version():
    resolution = {"id": "640", "act": "ПОСТАНОВЛЕНИЕ", "number": "640", "issuer": "Администрация округа"}
    data = document() | {"format": FORMAT_2, "orders": [resolution]}

    assert in_and_out(data) == data
    assert str(Order.objects.get()) == "Постановление № 640"


@pytest.mark.django_db
def test_a_file_that_needs_nothing_of_the_second_version_is_written_in_the_first():
    data = document() | {"orders": [{"id": "5", "number": "5"}]}

    assert in_and_out(data | {"format": FORMAT_2}) == data
    assert not import_programme(read(data), by=None).is_new


@pytest.mark.parametrize(
    ("programme", "path"),
    [
        ({"period": {"start": 2027, "end": 2025}}, "$.programme.period"),
        ({"period": {"start": "2025", "end": 2027}}, "$.programme.period.start"),
        ({"period": {"start": 1800, "end": 2027}}, "$.programme.period.start"),
        ({"kind": "novel"}, "$.programme.kind"),
        ({"approved_by": {"order": "5"}}, "$.programme.approved_by.order"),
        ({"indicators": {"periods": ["2025", "2025"]}}, "$.programme.indicators.periods[1]"),
        ({"indicators": {"columns": [{"key": "name"}, {"key": "name"}]}}, "$.programme.indicators.columns[1]"),
        (
            {"indicators": {"periods": ["2025"], "groups": [{"rows": [{"values": {"2026-2027": {"plan": "1"}}}]}]}},
            '$.programme.indicators.groups[0].rows[0].values["2026-2027"]',
        ),
        (
            {"indicators": {"periods": ["2025"], "groups": [{"rows": [{"values": {"2025": {}}}]}]}},
            '$.programme.indicators.groups[0].rows[0].values["2025"]',
        ),
        (
            {"roadmap": {"directions": [{"directions": [{"activities": [{"stages": []}]}]}]}},
            "$.programme.roadmap.directions[0].directions[0].activities[0].stages",
        ),
        (
            {"roadmap": {"directions": [{"activities": [{"stages": [{"term": "Май"}], "term": "Май"}]}]}},
            "$.programme.roadmap.directions[0].activities[0].term",
        ),
    ],
)
def test_a_fault_of_the_programme_is_named_with_its_place(programme, path):
    with pytest.raises(FaultyFile) as refusal:
        read(document(**programme))

    assert [fault.path for fault in refusal.value.faults] == [path]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "ошибка в строке 1"),
        (b"\xff\xfe", "не в кодировке UTF-8"),
        (b'{"format": "a", "format": "b"}', "стоит в одном объекте дважды"),
        (b"[" * 100_000, "вложено слишком глубоко"),
        (b'{"format": NaN}', "число записано не по правилам"),
        (b'{"format": "\\ud800"}', "половины знаков"),
        (b'{"\\udc00": 1}', "половины знаков"),
        (b'{"annexes": [' + b"1," * 2_000 + b"1]}", "Ошибок 200"),
        (b"[]", "должен стоять объект"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(content, words):
    with pytest.raises(FaultyFile) as refusal:
        read_document(content)

    assert words in str(refusal.value)


@given(
    st.binary() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_reading_never_fails_in_any_other_way(content):
    with pytest.raises(FaultyFile):
        read_document(content)


def test_all_faults_are_told_at_once():
    with pytest.raises(FaultyFile) as refusal:
        read(document(kind="novel", passport=[{"label": 1}], roadmap=[]))

    assert [fault.path for fault in refusal.value.faults] == [
        "$.programme.kind", "$.programme.passport[0].label", "$.programme.roadmap",
    ]  # fmt: skip


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "programme.json"
    path.write_text(json.dumps(document(passport=[{"label": "Цель", "text": "Помощь"}])), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_command_imports_and_prints_the_number_last(file, capsys):
    call_command("import_programme", str(file))

    programme = Programme.objects.get()
    assert capsys.readouterr().out.splitlines()[-1] == f"programme {programme.pk}"


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing_and_says_so(file, capsys):
    call_command("import_programme", str(file))
    first = capsys.readouterr().out.splitlines()[-1]
    file.write_text(json.dumps(json.loads(file.read_text()), indent=8), encoding="utf-8")
    call_command("import_programme", str(file))

    out = capsys.readouterr().out
    assert "уже внесён" in out
    assert out.splitlines()[-1] == first
    assert Programme.objects.count() == 1


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(file, capsys):
    call_command("import_programme", str(file), "--dry-run")

    assert "Файл годен" in capsys.readouterr().out
    assert not Programme.objects.exists()
    assert not Municipality.objects.exists()


@pytest.mark.django_db
def test_a_faulty_file_is_refused_whole_by_the_command(file):
    data = document(schools=[], kind="novel")
    file.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(CommandError) as refusal:
        call_command("import_programme", str(file))

    assert "$.programme.kind: Здесь может стоять только" in str(refusal.value)
    assert not Municipality.objects.exists()


def test_a_wrong_key_of_a_column_is_told_once_by_its_place():
    roadmap = {"title": "План", "columns": [{"key": "note", "heading": "Примечание"}], "directions": []}
    with pytest.raises(FaultyFile) as refusal:
        read(document(roadmap=roadmap))

    assert [fault.path for fault in refusal.value.faults if "key" in fault.path] == [
        "$.programme.roadmap.columns[0].key"
    ]


@pytest.mark.django_db
def test_commands_refuse_what_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="не прочитан"):
        call_command("import_programme", str(tmp_path / "no.json"))
    with pytest.raises(CommandError, match="Программы с номером 99 нет"):
        call_command("export_programme", "99")


@pytest.mark.django_db
def test_command_exports_to_a_file(file, tmp_path):
    call_command("import_programme", str(file))
    output = tmp_path / "out.json"
    call_command("export_programme", str(Programme.objects.get().pk), "-o", str(output))

    assert json.loads(output.read_text(encoding="utf-8")) == json.loads(file.read_text())


@pytest.mark.django_db
def test_parts_without_headings_stand_where_documents_have_them():
    programme = make_programme(
        passport=[{"label": "Цель"}],
        abbreviations=[{"short": "ОУ"}],
        sections=[
            {"number": "1", "title": "Понятия и термины", "text": "…"},
            {"number": "2", "title": "Паспорт программы"},
            {"number": "5", "title": "Ожидаемые результаты:", "text": "…"},
            {"number": "8", "title": "Механизм реализации", "text": "…"},
        ],
        indicators={"periods": ["2025"]},
        roadmap={"title": "План мероприятий"},
    )
    Part = Section.Part
    assert list(programme.sections.values_list("part", "number")) == [
        (Part.TEXT, "1"), (Part.ABBREVIATIONS, None), (Part.PASSPORT, "2"), (Part.TEXT, "5"),
        (Part.INDICATORS, None), (Part.TEXT, "8"), (Part.ROADMAP, None),
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_order_that_two_documents_state_alike_is_one_order():
    municipality = make_municipality("Лесной район")
    for title in ("Первая", "Вторая"):
        import_programme(
            read(document(title=title) | {"orders": [{"id": "5", "number": "5", "date": "2026-08-17"}]}), by=None
        )
    import_programme(
        read(document(title="Третья") | {"orders": [{"id": "5", "number": "5", "date": "2026-08-27"}]}), by=None
    )

    assert sorted(municipality.orders.values_list("issued_on__day", flat=True)) == [17, 27]
    assert Order.objects.count() == 2


@pytest.mark.django_db
def test_a_school_is_known_again_however_it_is_quoted():
    municipality = make_municipality("Лесной район")
    known = School.objects.create(municipality=municipality, name="МБОУ «Берёзовская СОШ № 2»")
    import_programme(read(document() | {"schools": [{"name": 'МБОУ "Березовская СОШ №2"'}]}), by=None)

    assert list(School.objects.all()) == [known]


@pytest.mark.django_db
def test_a_new_department_issues_orders_where_its_document_says():
    shape = ProgrammeDocument.model_validate(
        {
            "format": FORMAT,
            "municipality": {"name": "Лесной район", "department": {"name": "Отдел"}},
            "orders": [{"id": "1", "number": "1", "place": "с. Лесное"}],
            "programme": {"title": "Программа", "period": {"start": 2025, "end": 2027}},
        }
    )
    programme = import_programme(shape, by=None).programme

    assert programme.municipality.department.place == "с. Лесное"
