"""A department's Word file becomes a programme after a look: nothing before, all of it then."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from portal.history.models import Change
from portal.refusals import Refusal
from roadmap.exchange.names_meant import NamesMeant
from roadmap.intake.accept_form import AcceptForm
from roadmap.intake.actions import ProgrammeFacts, correct_intake, drop_intake, inspect_upload
from roadmap.intake.labels import label_of
from roadmap.intake.models import Intake
from roadmap.intake.named_fields import field_of
from roadmap.intake.reading import recognition_of
from roadmap.intake.school_matching import match_school_names
from roadmap.plan.models import Activity, Stage
from roadmap.programmes.models import Programme
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.kinds import TableKind
from schools.archive.models import Archived
from schools.directory.models import School
from tests.factories import make_intake
from tests.roadmap.intake.held import TITLE, accepted, paper, taken_in
from tests.roadmap.recognition.laid_out import Layout, written
from tests.roadmap.recognition.made_programmes import made_programme

FACTS = ProgrammeFacts("Программа из файла", "programme", 2024, 2026)


def posted_facts(intake: Intake, **other) -> dict:
    document = recognition_of(intake).document
    period = document["programme"]["period"]
    facts = {"title": document["programme"]["title"], "kind": "programme"}
    facts |= {"start_year": period["start"], "end_year": period["end"]}
    facts |= {field_of("school", school["name"]): "new" for school in document.get("schools", [])}
    return facts | other


def test_a_word_file_becomes_a_programme_from_the_page(client, district):
    client.force_login(district.coordinator)
    before = Programme.objects.count()
    made = made_programme(3)
    content = written(made, Layout(), 3)
    page = client.get(reverse("programme-import"))
    assert "Word, Excel" in page.text
    answer = client.post(
        reverse("programme-import"),
        {"municipality": district.municipality.pk, "file": SimpleUploadedFile("Программа.docx", content)},
        follow=True,
    )
    intake = Intake.objects.get()
    assert "слов" in answer.text
    assert made.directions[0].activities[0].name in answer.text
    assert Programme.objects.count() == before
    answer = client.post(reverse("intake-check", args=[intake.pk]), posted_facts(intake), follow=True)
    programme = Programme.objects.exclude(pk=district.programme.pk).latest("pk")
    assert answer.redirect_chain[-1][0] == reverse("programme-detail", args=[programme.pk])
    assert programme.title == made.title
    stored = [activity.name for activity in Activity.objects.filter(direction__roadmap=programme.roadmap)]
    assert sorted(stored) == sorted(each.name for direction in made.directions for each in direction.activities)
    intake.refresh_from_db()
    assert intake.programme == programme
    assert Change.objects.about(intake).filter(action="документ принят").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("программа.docx", b"", "пуст"),
        ("программа.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "паролем"),
        ("программа.exe", b"MZ", "не читает"),
        ("скан.pdf", b"%PDF-1.4", "PDF"),
        ("вставлено.html", b"<script>alert(1)</script>", "нет текста"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(district, name, content, said):
    with pytest.raises(Refusal, match=said):
        inspect_upload(name, content)
    assert not Intake.objects.exists()


def test_the_same_file_goes_on_where_it_was(district):
    content = written(made_programme(1), Layout(), 1)
    intake = make_intake(district, content)
    assert make_intake(district, content) == intake
    assert Intake.objects.count() == 1


def test_a_corrected_table_is_read_anew_and_the_rest_follows(district):
    intake = make_intake(district)
    (plan,) = (table for table in recognition_of(intake).tables if table.kind == TableKind.PLAN)
    correct_intake(
        intake=intake,
        corrections=Corrections(columns={plan.place: {3: "result", 4: "responsible"}}),
        by=district.coordinator,
    )
    intake.refresh_from_db()
    keys = [column["key"] for column in recognition_of(intake).document["programme"]["roadmap"]["columns"]]
    assert keys == ["number", "name", "term", "result", "responsible"]
    correct_intake(intake=intake, corrections=Corrections({plan.place: TableKind.GENERAL}), by=district.coordinator)
    intake.refresh_from_db()
    assert "roadmap" not in recognition_of(intake).document["programme"]


def test_accepted_once(district):
    intake = make_intake(district)
    accepted(intake, FACTS, district.coordinator)
    with pytest.raises(Refusal, match="уже принят"):
        accepted(intake, FACTS, district.coordinator)
    with pytest.raises(Refusal, match="уже принят"):
        drop_intake(intake=intake, by=district.coordinator)


def test_dropped_it_is_kept_with_its_file_among_what_is_deleted(district, django_capture_on_commit_callbacks):
    intake = make_intake(district)
    storage, path = intake.file.storage, intake.file.name
    with django_capture_on_commit_callbacks(execute=True):
        drop_intake(intake=intake, by=district.coordinator)
    assert storage.exists(path)
    assert Archived.objects.get().name == intake.name
    assert not Intake.objects.exists()
    assert Change.objects.filter(action="приём отменён").exists()


def test_names_of_schools_are_matched_with_those_known_and_none_for_two(district):
    known = School.objects.create(municipality=district.municipality, name="МБОУ «Озёрская СОШ»")
    other = School.objects.create(municipality=district.municipality, name="МБОУ СОШ № 77")
    found = {
        each.name: each.school
        for each in match_school_names(["Озёрская СОШ", "СОШ № 77", "Луговая ООШ"], district.municipality)
    }
    assert found == {"Озёрская СОШ": known, "СОШ № 77": other, "Луговая ООШ": None}


def test_a_matched_school_is_not_made_twice(district):
    known = School.objects.create(municipality=district.municipality, name="МБОУ «Озёрская СОШ»")
    count = district.municipality.schools.count()
    intake = make_intake(district)
    accepted(intake, FACTS, district.coordinator, NamesMeant(schools={"Озёрская СОШ": known}))
    assert district.municipality.schools.count() == count


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("$.programme.roadmap.directions[0].activities[2].term", "план мероприятий, мероприятие, срок"),
        ("$.programme.passport[1].text", "паспорт"),
        ("$.programme.title", "название"),
        ("$.orders[0].clauses[1]", "приказ, пункт"),
        ("$.programme.indicators.groups[0].rows[2].values.2025.plan", "показатели, план"),
    ],
)
def test_a_string_is_called_by_what_it_is(path, label):
    assert label_of(path) == label


def test_only_who_manages_the_programmes_of_the_municipality_sees_it(district):
    intake = make_intake(district)
    assert list(Intake.objects.visible_to(district.coordinator)) == [intake]
    assert not Intake.objects.visible_to(district.director).exists()


def test_the_command_takes_a_word_file_and_reports_each_place(district, tmp_path, capsys):
    path, report = tmp_path / "программа.docx", tmp_path / "report.json"
    path.write_bytes(written(made_programme(5), Layout(), 5))
    before = Programme.objects.count()
    options = {"report": report, "municipality": district.municipality.pk}
    call_command("import_programme", path, dry_run=True, **options)
    assert Programme.objects.count() == before
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["words"] == told["understood"] > 100
    assert {"place", "paths", "kind"} == set(told["recognised"][0])
    call_command("import_programme", path, **options)
    programme = Programme.objects.latest("pk")
    assert f"programme {programme.pk}" in capsys.readouterr().out
    assert programme.title == made_programme(5).title


def test_what_is_read_and_not_kept_is_told(client, district):
    client.force_login(district.coordinator)
    page = client.get(reverse("intake-check", args=[make_intake(district).pk])).text
    assert "словами не хранится" in page
    assert "дата, место и номер" in page


def test_a_doubtful_name_is_chosen_by_a_person(district):
    for number in (1, 2):
        School.objects.create(municipality=district.municipality, name=f"Луговая школа № {number}")
    names = match_school_names(["Луговая школа"], district.municipality)
    form = AcceptForm(None, names=names, municipality=district.municipality)
    assert names[0].doubts
    assert form[names[0].key].value() == ""


def test_a_plan_with_a_control_event_and_nothing_else_unusual_is_taken_in(client, district):
    more = [["", "Контрольное событие: конкурс объявлен", "до 01.05.2025", "Отдел образования"]]
    intake = taken_in(district, paper(more=more))
    client.force_login(district.coordinator)
    answer = client.post(reverse("intake-check", args=[intake.pk]), posted_facts(intake))
    assert answer.status_code == 302
    [event] = Stage.objects.filter(activity__direction__roadmap__programme__title=TITLE)
    assert event.name == "Контрольное событие: конкурс объявлен"
