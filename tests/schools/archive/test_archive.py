"""What is deleted is kept whole and comes back as it was, for whoever may delete it, for a year."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from indicators.catalogue.actions import create_indicators, delete_indicator
from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.models import Indicator
from indicators.identification.models import Run
from indicators.identification.runs.actions import delete_run
from indicators.workbooks.actions import forget_names
from indicators.workbooks.models import NameChoice
from portal.history.models import Change
from portal.refusals import Refusal
from reports.issue.actions.drafting import delete_draft as delete_document
from reports.issue.models import Document
from reports.letterhead.actions import remove_letterhead, replace_letterhead
from reports.letterhead.models import Letterhead
from roadmap.dates.models import TermDates
from roadmap.editions.actions import delete_draft
from roadmap.editions.copying import begin_amendment
from roadmap.editor.actions.arranging import delete_rows, undo_last
from roadmap.editor.actions.rows import save_row
from roadmap.execution.actions.understanding import understand_plan
from roadmap.intake.actions import drop_intake
from roadmap.intake.models import Intake
from roadmap.plan.models import Activity, Stage
from roadmap.plan.outline import read_outline
from roadmap.plan.row_words import words_of
from roadmap.programmes.actions import save_part
from roadmap.programmes.models import PassportItem, Programme
from roadmap.programmes.text_parts import PARTS
from roadmap.responsibles.models import Executors
from roadmap.targets.actions import save_targets
from roadmap.targets.queries.words_as_written import targets_of
from schools.archive.actions import KEPT_FOR, forget_old, restore
from schools.archive.models import Archived
from schools.mergers.actions import merge_schools
from schools.orders.actions import delete_order
from schools.orders.models import Order
from tests.factories import approve, make_draft, make_intake, make_programme, make_run, make_school

# Rows that any of the actions below might leave out; those of the history, of libraries and of the archive apart.
APPS = ("schools", "indicators", "roadmap", "reports")


def everything() -> dict[str, list[dict]]:
    """Every row of every table, many to many too."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in models
        if model is not Archived
    }


def programme(district):
    return lambda: delete_draft(programme=district.programme, by=district.coordinator)


def copy_that_others_came_from(district):
    other = make_programme(district.municipality)
    Programme.objects.filter(pk=other.pk).update(origin=district.programme)
    return programme(district)


def document(district):
    drafted = make_draft(district.programme, "passport", district.coordinator)
    return lambda: delete_document(document=drafted, by=district.coordinator)


def run(district):
    kept = make_run(district.municipality, district.coordinator)
    return lambda: delete_run(run=kept, by=district.coordinator)


def indicator(district):
    [made] = create_indicators(
        municipality=district.municipality, facts=[IndicatorFacts(name="Доля читающих", unit="%")], by=None
    )
    return lambda: delete_indicator(indicator=made, by=district.coordinator)


def intake(district):
    dropped = make_intake(district)
    return lambda: drop_intake(intake=dropped, by=district.coordinator)


def letterhead(district):
    replace_letterhead(municipality=district.municipality, content=b"PK", name="бланк.docx", by=district.coordinator)
    return lambda: remove_letterhead(municipality=district.municipality, by=district.coordinator)


def rows_of_passport(district):
    kind = PARTS["passport"]
    PassportItem.objects.create(programme=district.programme, position=1, label="Сроки", text="2025–2026")
    rows = kind.rows_of(district.programme)
    return lambda: save_part(programme=district.programme, kind=kind, rows=rows[:1], seen=rows, by=district.coordinator)


def order(district):
    made = Order.objects.create(municipality=district.municipality, number="7")
    return lambda: delete_order(order=made, by=district.coordinator)


def name_of_a_file(district):
    about = {"municipality": district.municipality, "of_school": district.school, "chosen_by": district.director}
    chosen = NameChoice.objects.create(what="school", name="Берёзка", school=district.school, **about)
    return lambda: forget_names([chosen], by=district.coordinator)


def stage(district):
    activity = Activity.objects.filter(direction__roadmap__programme=district.programme).first()
    for position, term in enumerate(("Май", "Июнь", "Июль")):
        Stage.objects.create(activity=activity, position=position, term=term)
    understand_plan(district.programme.roadmap)
    activity = Activity.objects.get(pk=activity.pk)
    seen = words_of(activity)
    left = seen | {"stages": [seen["stages"][0], seen["stages"][2]]}
    return lambda: save_row(record=activity, words=left, seen=seen, by=district.coordinator)


DELETIONS = [
    programme, copy_that_others_came_from, document, run, indicator, intake, letterhead, rows_of_passport,
    name_of_a_file, stage, order,
]  # fmt: skip


@pytest.mark.parametrize("prepare", DELETIONS, ids=lambda each: each.__name__)
def test_what_is_deleted_comes_back_to_the_letter(prepare, district):
    delete = prepare(district)
    before = everything()

    delete()
    assert everything() != before
    archived = Archived.objects.get()
    assert (archived.municipality, archived.deleted_by) == (district.municipality, district.coordinator)

    restore(archived=archived, by=district.coordinator)
    assert everything() == before
    change = Change.objects.first()
    assert (change.action, change.changed_by) == ("восстановлено из удалённого", district.coordinator)


def planned(district) -> list[tuple]:
    """The plan in its order, with all that a person sees of a row, whatever the rows' numbers are."""
    outline = read_outline(district.programme.roadmap)
    return [
        (node.depth, node.number, node.title, *(getattr(node.record, name, None) for name in ("term", "responsible")))
        for node in outline.root.walk()
    ]


def rows_deleted(district, *numbers: str) -> Archived:
    roadmap = district.programme.roadmap
    rows = [node.key for node in read_outline(roadmap).root.walk() if node.number in numbers]
    delete_rows(roadmap=roadmap, keys=rows, by=district.coordinator)
    return Archived.objects.filter(restored_at=None).first()


@pytest.mark.parametrize("numbers", [["1.2"], ["1.1", "1.4"], ["1"]])
def test_rows_of_a_plan_come_back_after_other_steps_too(numbers, district):
    before = planned(district)
    archived = rows_deleted(district, *numbers)
    assert planned(district) != before
    if numbers != ["1"]:
        rows_deleted(district, "1.1" if numbers == ["1.2"] else "1.2")
        undo(district)

    restore(archived=archived, by=district.coordinator)

    assert planned(district) == before
    undo(district)  # the restoration is a step of the editor like any other
    assert planned(district) != before
    undo(district)
    assert planned(district) == before


def terms_of_stages() -> list[str]:
    return list(Stage.objects.order_by("position").values_list("term", flat=True))


def test_a_stage_that_an_undo_brought_back_is_not_offered_again(district):
    stage(district)()
    assert terms_of_stages() == ["Май", "Июль"]
    undo(district)
    assert terms_of_stages() == ["Май", "Июнь", "Июль"]
    assert not Archived.objects.filter(restored_at=None).exists()


def test_a_stage_does_not_come_back_into_what_is_approved(district):
    stage(district)()
    approve(district.programme, by=district.coordinator)
    with pytest.raises(Refusal, match="утверждена"):
        restore(archived=Archived.objects.get(), by=district.coordinator)
    assert terms_of_stages() == ["Май", "Июль"]


def undo(district) -> None:
    roadmap = district.programme.roadmap
    last = Change.objects.about(roadmap).filter(before__has_key="places").first()
    undo_last(roadmap=roadmap, change_pk=last.pk, by=district.coordinator)


def test_rows_that_an_undo_brought_back_are_not_offered_again(district):
    archived = rows_deleted(district, "1.2")
    undo(district)

    archived.refresh_from_db()
    assert archived.restored_by == district.coordinator
    with pytest.raises(Refusal, match="уже восстановлено"):
        restore(archived=archived, by=district.coordinator)


def test_rows_do_not_come_back_into_what_is_approved(district):
    archived = rows_deleted(district, "1.2")
    approve(district.programme, by=district.coordinator)
    left = planned(district)

    with pytest.raises(Refusal):
        restore(archived=archived, by=district.coordinator)
    assert planned(district) == left


def test_rows_wait_for_the_direction_that_they_stood_in(district):
    row, direction = rows_deleted(district, "1.2"), rows_deleted(district, "1")

    with pytest.raises(Refusal, match="направление"):
        restore(archived=row, by=district.coordinator)
    restore(archived=direction, by=district.coordinator)
    restore(archived=row, by=district.coordinator)
    assert [title for _, number, title, *_ in planned(district) if number == "1.2"]


def test_indicators_of_a_table_come_back_with_their_group_and_plans(browse, district):
    before = {name: rows for name, rows in everything().items() if name != "roadmap.IndicatorTable"}
    targets = targets_of(district.programme.indicator_table)
    save_targets(
        programme=district.programme, words=targets | {"rows": targets["rows"][:1]}, seen=targets, described={},
        by=district.coordinator,
    )  # fmt: skip
    assert everything() | before != everything()

    restore(archived=Archived.objects.get(), by=district.coordinator)
    assert everything() | before == everything()


def test_an_indicator_whose_name_is_taken_is_refused_in_words(district):
    indicator(district)()
    indicator(district)
    with pytest.raises(Refusal, match="на этом месте уже стоит другое"):
        restore(archived=Archived.objects.get(), by=district.coordinator)
    assert Indicator.objects.filter(name="Доля читающих").count() == 1


def test_what_it_stood_on_is_gone(district):
    document(district)()
    programme(district)()
    of_programme, of_document = Archived.objects.all()

    with pytest.raises(Refusal, match="сначала восстановите"):
        restore(archived=of_document, by=district.coordinator)
    restore(archived=of_programme, by=district.coordinator)
    restore(archived=of_document, by=district.coordinator)
    assert Document.objects.get().programme == district.programme


def test_nothing_comes_back_for_a_school_that_was_joined_to_another(district):
    run(district)()
    third = make_school(district.municipality, "Ольховская СОШ")
    merge_schools(absorbed=district.school, into=third, taken=(), by=district.coordinator)

    with pytest.raises(Refusal, match="присоединена"):
        restore(archived=Archived.objects.get(), by=district.coordinator)
    assert not Run.objects.exists()


def test_an_amendment_comes_back_only_where_nobody_began_another(in_force):
    first = begin_amendment(in_force.programme, by=in_force.coordinator)
    delete_draft(programme=first, by=in_force.coordinator)
    second = begin_amendment(in_force.programme, by=in_force.coordinator)
    archived = Archived.objects.get()

    with pytest.raises(Refusal, match="меняют иначе"):
        restore(archived=archived, by=in_force.coordinator)
    delete_draft(programme=second, by=in_force.coordinator)
    restore(archived=archived, by=in_force.coordinator)
    assert list(in_force.programme.amendments.values_list("pk", flat=True)) == [first.pk or archived.record_id]


def test_files_stay_until_what_is_deleted_is_forgotten(district, django_capture_on_commit_callbacks):
    dropped = make_intake(district)
    name = dropped.file.name
    with django_capture_on_commit_callbacks(execute=True):
        drop_intake(intake=dropped, by=district.coordinator)
    assert default_storage.exists(name)

    Archived.objects.update(deleted_at=timezone.now() - KEPT_FOR + timedelta(days=1))
    assert forget_old() == 0
    Archived.objects.update(deleted_at=timezone.now() - KEPT_FOR - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_deleted")
    assert not default_storage.exists(name)
    assert not Archived.objects.exists()
    assert Change.objects.first().before == {"name": str(dropped)}


def test_files_of_what_came_back_are_not_forgotten(district, django_capture_on_commit_callbacks):
    intake(district)()
    restore(archived=Archived.objects.get(), by=district.coordinator)
    Archived.objects.update(deleted_at=timezone.now() - 2 * KEPT_FOR)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old() == 1
    assert default_storage.exists(Intake.objects.get().file.name)


def test_a_letterhead_that_another_replaced_comes_back_when_that_is_removed(district):
    for content in (b"first", b"second"):
        replace_letterhead(municipality=district.municipality, content=content, name="б.docx", by=district.coordinator)
    first = Archived.objects.get()
    with pytest.raises(Refusal, match="уже стоит другое"):
        restore(archived=first, by=district.coordinator)

    remove_letterhead(municipality=district.municipality, by=district.coordinator)
    restore(archived=first, by=district.coordinator)
    with Letterhead.objects.get().file.open() as file:
        assert file.read() == b"first"


def test_who_may_delete_sees_it_and_has_it_back(browse, district):
    programme(district)()
    archived = Archived.objects.get()
    for persona in ("specialist", "observer", "administrator", "director", "stranger"):
        client = browse(persona)
        assert str(archived) not in client.get(reverse("deleted")).content.decode()
        assert client.post(reverse("deleted-restore", args=[archived.pk])).status_code == 404
    assert not Programme.objects.filter(pk=archived.record_id).exists()

    client = browse("coordinator")
    assert str(archived) in client.get(reverse("deleted")).content.decode()
    page = client.post(reverse("deleted-restore", args=[archived.pk]), follow=True).content.decode()
    assert "Восстановлено" in page
    assert "Ничего удалённого нет" in page
    assert Programme.objects.filter(pk=archived.record_id).exists()


def test_a_director_has_back_the_schools_own_programme_and_no_other(browse, district):
    own, theirs = (make_programme(district.municipality) for _ in range(2))
    for made, school in ((own, district.school), (theirs, district.other_school)):
        made.school = school
        made.save()
        delete_draft(programme=made, by=district.coordinator)
    page = browse("director").get(reverse("deleted")).content.decode()
    assert str(own) in page
    assert str(theirs) not in page


def test_the_page_asks_the_same_for_one_and_for_many(browse, district, django_assert_num_queries):
    client, counts = browse("coordinator"), []
    for _ in range(2):
        for _ in range(2):
            indicator(district)()
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("deleted"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("lost", ["field", "model"])
def test_what_an_older_portal_kept_is_refused_in_words(lost, district):
    indicator(district)()
    archived = Archived.objects.get()
    if lost == "field":
        archived.rows[0]["fields"]["colour"] = "red"
    else:
        archived.rows[0]["model"] = "indicators.gone"
    archived.save()
    with pytest.raises(Refusal, match="прежней версией"):
        restore(archived=archived, by=district.coordinator)


def test_words_whose_readings_are_gone_meanwhile_are_understood_again(district):
    programme(district)()
    Executors.objects.all().delete()
    TermDates.objects.all().delete()

    restore(archived=Archived.objects.get(), by=district.coordinator)

    [activity] = Activity.objects.filter(number="1.3")
    assert list(activity.executors.schools.all()) == [district.school]
    assert activity.dates.spans
