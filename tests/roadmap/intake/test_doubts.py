"""What is doubtful about a document stands in one list before it is accepted, and whoever accepts it settles names."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.workbooks.models import NameChoice
from portal.accounts.models import User
from portal.text.keys import natural_key
from roadmap.intake import meaning
from roadmap.intake.doubts import DoubtedWording, doubts_about, gather_doubts
from roadmap.intake.models import Intake
from roadmap.intake.named_fields import field_of
from roadmap.intake.reading import recognition_of
from roadmap.intake.school_matching import match_school_names, settled_without_a_person
from roadmap.recognition.accounts import RecognitionDoubt, Weight
from roadmap.targets.models import IndicatorRow
from schools.directory.models import Municipality, School
from tests.factories import make_municipality, make_school
from tests.roadmap.intake.held import TITLE, paper, taken_in
from tests.roadmap.intake.test_changed_lists import QUALITY, listed
from tests.roadmap.recognition.papers.paper import LEFT_OF, Paper


def doubts_of(intake: Intake) -> list[DoubtedWording]:
    recognition = recognition_of(intake)
    names = match_school_names([each["name"] for each in recognition.document.get("schools", [])], intake.municipality)
    return doubts_about(recognition, intake.municipality, names, [])


def sent(client, intake: Intake, **other):
    facts = {"title": TITLE, "kind": "programme", "start_year": 2024, "end_year": 2026}
    return client.post(reverse("intake-check", args=[intake.pk]), facts | other)


def listing(*names: str) -> Paper:
    written = Paper().heading(TITLE).heading("План мероприятий")
    return written.table(
        ["№", "Мероприятие", "Срок", "Ответственные"],
        ["1. Работа с кадрами", LEFT_OF, LEFT_OF, LEFT_OF],
        *([f"1.{number}", f"Семинар {number}", "март 2025", name] for number, name in enumerate(names, 1)),
    )


def test_terms_values_and_responsibles_are_doubted_beside_the_reading(client, district):
    written = paper(
        term="31 сентября 2025",
        plan="52 чел.",
        more=[
            ["1.3", "Выезд", "март 2026", "Клуб «Надежда»"],
            ["1.4", "Сбор", "31 сентября 2025", "Отдел образования"],
        ],
    )
    intake = taken_in(district, written)
    told = {each.text: each for each in doubts_of(intake)}
    assert "такого дня нет" in told["31 сентября 2025"].reasons[0]
    assert len(told["31 сентября 2025"].places) == 2
    assert "чел." in " ".join(told["52 чел."].reasons)
    assert "непонятно, кто это" in " ".join(told["Клуб «Надежда»"].reasons)
    client.force_login(district.coordinator)
    page = client.get(reverse("intake-check", args=[intake.pk])).text
    assert "(мест: 2)" in page
    assert "из них под сомнением" in page


def test_of_very_many_wordings_the_first_are_read_and_the_rest_is_told(district, monkeypatch):
    monkeypatch.setattr(meaning, "MOST_WORDINGS", 2)
    more = [["1.3", "Выезд", "31 июня 2025", "Клуб"], ["1.4", "Сбор", "32 мая 2025", "Клуб «Луч»"]]
    told = doubts_of(taken_in(district, paper(term="31 сентября 2025", more=more)))
    assert "32 мая 2025" not in [each.text for each in told]
    assert [each.reasons[0].partition(":")[0] for each in told[-2:]] == [
        "Разных сроков больше 2", "Разных ответственных больше 2",
    ]  # fmt: skip


def test_the_worst_come_first(district):
    weights = [each.weight for each in doubts_of(taken_in(district, paper(term="31 сентября 2025", plan="52 чел.")))]
    assert weights == sorted(weights)
    assert weights[0] == Weight.MEANING


def test_what_a_person_corrected_before_is_in_no_doubt(district):
    intake = taken_in(district, paper(term="по графику 2025"))
    (doubted,) = [each for each in doubts_of(intake) if each.text == "по графику 2025"]
    district.municipality.termdates.create(
        words="По графику 2025", words_key="по графику 2025", setting="2024–2026", spans=[],
        corrected_at="2026-01-01T00:00Z", corrected_by=district.coordinator,
    )  # fmt: skip
    assert doubted.text not in [each.text for each in doubts_of(intake)]


def test_a_document_of_another_municipality_is_doubted(district):
    written = listing("Отдел образования")
    written.heading("Программа Ольшанского муниципального района")
    named = Paper().heading("Муниципальная программа Ольшанского муниципального района на 2024–2026 годы")
    named.table(["Наименование программы", "Поддержка школ"], ["Срок реализации", "2024–2026 годы"])
    (first, *_) = doubts_of(taken_in(district, named))
    assert "Ольшанск" in first.reasons[0]
    Municipality.objects.filter(pk=district.municipality.pk).update(name="Ольшанский округ")
    district.municipality.refresh_from_db()
    assert "Тот ли это файл" not in str(doubts_of(taken_in(district, named)))


def test_the_command_doubts_as_the_page_does_whose_document_it_is(district, tmp_path, capsys):
    named = Paper().heading("Муниципальная программа Ольшанского муниципального района на 2024–2026 годы")
    named.table(["Наименование программы", "Поддержка школ"], ["Срок реализации", "2024–2026 годы"])
    path = tmp_path / "программа.docx"
    path.write_bytes(named.file())
    call_command("import_programme", path, dry_run=True, municipality=district.municipality.pk)
    told = capsys.readouterr().out
    (first, *_) = doubts_of(taken_in(district, named))
    assert "Ольшанск" in first.reasons[0]
    assert first.reasons[0] in told


def test_one_school_named_in_two_ways_is_made_once(client, district):
    client.force_login(district.coordinator)
    intake = taken_in(district, listing("МБОУ «Вязовская СОШ»", "Вязовская СОШ"))
    before = School.objects.count()
    sent(client, intake, **{field_of("school", "МБОУ «Вязовская СОШ»"): "new"})
    assert School.objects.count() == before + 1
    intake.refresh_from_db()
    assert [each.name for each in intake.programme.named_schools.all()] == ["МБОУ «Вязовская СОШ»"]


def test_two_ways_to_write_one_school_in_a_list_are_asked_about(client, district):
    client.force_login(district.coordinator)
    names = ["МБОУ «Вязовская СОШ»", "Вязовская СОШ"]
    intake = taken_in(district, listed(*([name, *QUALITY] for name in names)))
    before = School.objects.count()
    assert "та же школа: МБОУ «Вязовская СОШ»" in client.get(reverse("intake-check", args=[intake.pk])).text
    first, second = (field_of("school", name) for name in names)
    sent(client, intake, **{first: "new", second: f"same-{first}"})
    assert School.objects.count() == before + 1


@pytest.mark.parametrize("name", ["Всего", "Итого по району"])
def test_a_total_is_no_school_without_being_asked(district, name):
    (named,) = match_school_names([name], district.municipality)
    assert named.doubts
    assert settled_without_a_person([named]).no_schools == {name}


def test_what_is_said_to_be_no_school_is_not_made_in_a_list_either(client, district):
    client.force_login(district.coordinator)
    written = paper().heading("Список школ с низкими результатами")
    written.table(["Школа", "Средний балл ЕГЭ", "Доля «2»"], ["Вязовская СОШ", "50", "12%"], ["Всего", "50", "12%"])
    intake = taken_in(district, written)
    names = [str(each["name"]) for each in recognition_of(intake).document["schools"]]
    assert "Всего" in names
    chosen = {field_of("school", name): "none" if name == "Всего" else "new" for name in names}
    assert sent(client, intake, **chosen).status_code == 302
    assert School.objects.filter(name="Вязовская СОШ").exists()
    assert not School.objects.filter(name="Всего").exists()


IN_QUESTION = field_of("indicator", natural_key("Качество знаний обучающихся, %"))


@pytest.fixture
def known(district) -> Indicator:
    return district.municipality.indicators.create(name="Качество знаний учащихся, %", unit="%", position=99)


def like_it(name: str = "Качество знаний обучающихся, %") -> Paper:
    return Paper().heading(TITLE).table(["Показатель", "2024", "2025"], [name, "50", "52"])


def test_an_indicator_alike_is_asked_about_and_the_answer_remembered(client, district, known):
    client.force_login(district.coordinator)
    intake = taken_in(district, like_it())
    page = client.get(reverse("intake-check", args=[intake.pk])).text
    assert f"это тот же показатель: {known}" in page
    assert "Похожий показатель в каталоге уже есть" in page
    before = Indicator.objects.count()
    assert sent(client, intake).status_code == 422
    assert sent(client, intake, **{IN_QUESTION: str(known.pk)}).status_code == 302
    intake.refresh_from_db()
    assert IndicatorRow.objects.get(group__table__programme=intake.programme).indicator == known
    assert Indicator.objects.count() == before
    assert NameChoice.objects.get(indicator=known).name == "Качество знаний обучающихся, %"
    again = taken_in(district, like_it().text("Ещё раз."))
    assert IN_QUESTION not in client.get(reverse("intake-check", args=[again.pk])).text


def test_another_indicator_that_is_only_alike_is_made(client, district, known):
    client.force_login(district.coordinator)
    intake = taken_in(district, like_it())
    sent(client, intake, **{IN_QUESTION: "new"})
    intake.refresh_from_db()
    made = IndicatorRow.objects.get(group__table__programme=intake.programme).indicator
    assert made != known
    assert not NameChoice.objects.filter(indicator=known).exists()


def test_a_column_of_units_says_the_unit_of_a_new_indicator(client, district):
    client.force_login(district.coordinator)
    written = Paper().heading(TITLE)
    written.table(["Показатель", "Единица измерения", "2024"], ["Охват наставничеством", "чел.", "50"])
    intake = taken_in(district, written)
    assert sent(client, intake).status_code == 302
    assert Indicator.objects.get(name="Охват наставничеством").unit == "чел."


@pytest.mark.django_db
def test_the_command_tells_doubts_of_meaning_with_their_places(tmp_path, capsys):
    User.objects.create(email="one@zarechny.example")
    file, report = tmp_path / "программа.docx", tmp_path / "отчёт.json"
    file.write_bytes(listing("МБОУ «Вязовская СОШ»", "Вязовская СОШ", "Клуб «Надежда»").file())
    call_command("import_programme", file, report=report)
    assert "Под сомнением" in capsys.readouterr().out
    doubtful = json.loads(report.read_text())["doubtful"]
    assert [each["place"] for each in doubtful if each["text"] == "Клуб «Надежда»"] == [
        "таблица 1, строка 5, столбец 4, абзац 1"
    ]
    assert [each.name for each in School.objects.all()] == ["МБОУ «Вязовская СОШ»"]


def test_a_doubt_without_words_is_not_taken_for_another():
    doubts = [RecognitionDoubt("Одно.", weight=Weight.NOTE), RecognitionDoubt("Другое.", weight=Weight.NOTE)]
    assert [each.reasons for each in gather_doubts(doubts)] == [("Одно.",), ("Другое.",)]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("СОШ № 2", True), ("Берёзовская СОШ № 2", False), ("Школа № 2 им. Гагарина", True),
        ("Берёзовская ООШ № 2", False),
        ("МБОУ «Сосновская СОШ»", False), ("Сосновская СОШ им. Пушкина", True), ("Сосновский филиал", False),
    ],
)  # fmt: skip
def test_a_school_of_a_document_is_doubted_where_its_words_say_too_little_or_too_much(text, doubted, db):
    municipality = make_municipality()
    schools = [make_school(municipality, name) for name in ("Берёзовская СОШ № 2", "Сосновская СОШ им. Ю. А. Гагарина")]
    (named,) = match_school_names([text], municipality)
    assert bool(named.doubts) == doubted
    if doubted:
        assert named.school in schools
