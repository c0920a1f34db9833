"""What is understood never goes stale: a new school, another name, another reader; in force it is shown before."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.history.models import Change
from roadmap.dates.actions import understand_terms
from roadmap.dates.models import TermDates
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.execution.executors.actions import Parties, correct_executors
from roadmap.execution.models import Assignment
from roadmap.execution.rereading.actions import apply_new_readings, reread_plans
from roadmap.execution.terms.actions import correct_dates
from roadmap.plan.models import Activity
from roadmap.responsibles.actions import understand_responsibles
from roadmap.responsibles.models import Executors
from schools.directory.models import Department
from tests.factories import approve, document, make_programme, make_school, roadmap_shape

WORDS = "Лебяжья СОШ"


@pytest.fixture
def draft(district) -> Activity:
    make_programme(district.municipality, roadmap=roadmap_shape(**{"7.1": WORDS, "7.2": "ОО"}))
    return Activity.objects.get(number="7.1")


@pytest.fixture
def in_force(district, draft) -> Activity:
    approve(draft.direction.roadmap.programme, by=district.coordinator)
    return draft


def named(activity: Activity) -> list[str]:
    return [school.name for school in Activity.objects.get(pk=activity.pk).executors.schools.all()]


def asked(number: str) -> list[str | None]:
    rows = Assignment.objects.in_force().filter(activity__number=number).department_first()
    return [row.school and row.school.name for row in rows]


def run(*options: str) -> str:
    output = io.StringIO()
    call_command("reread_plans", *options, stdout=output)
    return output.getvalue()


def test_a_school_added_later_is_found_in_drafts_at_once(browse, district, draft):
    assert named(draft) == []
    assert "такой школы в муниципалитете нет" in draft.executors.doubts[0]
    form = {"municipality": district.municipality.pk, "name": WORDS, "full_name": "", "kind": "", "is_active": "on"}
    answer = browse("administrator").post("/admin/schools/school/add/", form)

    assert answer.status_code == 302
    assert named(draft) == [WORDS]
    executors = Activity.objects.get(pk=draft.pk).executors
    assert executors.doubts == []
    assert Change.objects.about(executors).get().after["schools"] == [WORDS]


def test_a_school_that_a_file_brings_is_found_too(district, draft):
    shape = document(district.municipality.name, title="Другая") | {"schools": [{"name": WORDS}]}
    import_programme(ProgrammeDocument.model_validate(shape), by=district.coordinator)

    assert named(draft) == [WORDS]


def test_in_force_it_is_shown_before_and_stands_in_the_history(browse, district, in_force):
    make_school(district.municipality, WORDS)
    reread_plans(municipality=district.municipality, by=district.coordinator)
    programme = in_force.direction.roadmap.programme
    client = browse("coordinator")
    plan, url = reverse("programme-roadmap", args=[programme.pk]), reverse("roadmap-reread", args=[programme.pk])

    assert asked("7.1") == [None]
    assert "Посмотреть, что изменится" in client.get(plan).content.decode()
    page = client.get(url).content.decode()
    assert all(words in page for words in (WORDS, "ответственные: 7.1", "Появится поручений: <strong>2</strong>"))
    answer = client.post(url, follow=True).content.decode()
    assert "Слова плана поняты заново" in answer
    assert "Посмотреть, что изменится" not in answer
    assert asked("7.1") == [WORDS]
    change = Change.objects.about(programme).get(action="слова плана поняты заново")
    assert (change.after, change.changed_by) == ({WORDS: WORDS}, district.coordinator)
    assert not Executors.objects.filter(is_outdated=True).exists()


def test_a_draft_with_the_same_words_does_not_wait_for_what_is_in_force(district, in_force):
    make_programme(district.municipality, title="Другая", roadmap=roadmap_shape(**{"8.1": WORDS}))
    make_school(district.municipality, WORDS)
    reread_plans(municipality=district.municipality, by=None)

    assert named(Activity.objects.get(number="8.1")) == [WORDS]
    assert named(in_force) == []


def test_what_was_corrected_by_hand_is_never_overwritten(district, draft):
    parties = Parties(department=False, all_schools=False, low_result_schools=False, schools=[district.school])
    correct_executors(draft, parties, everywhere=True, by=district.coordinator)
    correct_dates(draft, [], everywhere=False, by=district.coordinator)
    make_school(district.municipality, WORDS)
    TermDates.objects.update(read_by="earlier")
    reread_plans(municipality=district.municipality, by=None)

    assert named(draft) == [district.school.name]
    assert Activity.objects.get(pk=draft.pk).dates.spans == []


def test_a_correction_in_force_goes_before_what_waits(district, in_force):
    make_school(district.municipality, WORDS)
    reread_plans(municipality=district.municipality, by=None)
    in_force = Activity.objects.get(pk=in_force.pk)
    parties = Parties(department=False, all_schools=False, low_result_schools=False, schools=[district.school])
    correct_executors(in_force, parties, everywhere=True, by=district.coordinator)

    assert asked("7.1") == [district.school.name]
    assert apply_new_readings(roadmap=in_force.direction.roadmap, by=None) == 0


def test_by_a_new_reader_of_terms(district, draft):
    TermDates.objects.update(read_by="earlier", spans=[["2026-01-01", "2026-01-31"]])
    told = run("--dry-run")

    assert "срок «Август 2026 г.»: было «январь 2026 г.», теперь «август 2026 г.»" in told
    assert "Ничего не изменено" in told
    assert TermDates.objects.filter(spans=[["2026-01-01", "2026-01-31"]]).exists()
    assert "Понято заново: 1." in run()
    assert Activity.objects.get(pk=draft.pk).dates.spans == [["2026-08-01", "2026-08-31"]]
    assert "Понято заново: 0." in run()


def test_by_the_command_in_force_only_where_it_is_told_so(district, in_force):
    make_school(district.municipality, WORDS)

    assert "после просмотра" in run("--municipality", str(district.municipality.pk))
    assert "ждёт просмотра слов — 1" in run()
    assert asked("7.1") == [None]
    run("--approved")
    assert asked("7.1") == [WORDS]
    with pytest.raises(CommandError, match="Муниципалитета № 777 нет"):
        run("--municipality", "777")


def test_the_departments_short_name_is_its_own(browse, district, draft):
    Activity.objects.filter(pk=draft.pk).update(responsible="специалисты ОКМС")
    department = Department.objects.get(municipality=district.municipality)
    assert not Executors.objects.filter(words="специалисты ОКМС").exists()
    department.short_name = "ОКМС"
    department.save()
    understand_responsibles(draft.direction.roadmap)

    assert Executors.objects.get(words="специалисты ОКМС").department


def test_a_long_text_is_kept(district, draft):
    """No index of PostgreSQL takes it as it is."""
    text = " ".join(f"Учреждение{number}" for number in range(1200))
    Activity.objects.filter(pk=draft.pk).update(responsible=text, term=text)
    understand_terms(draft.direction.roadmap)

    understand_responsibles(draft.direction.roadmap)

    kept = Activity.objects.get(pk=draft.pk)
    assert "Напишите короче" in kept.dates.doubts[0]
    assert "укажите исполнителей вручную" in kept.executors.doubts[0]
