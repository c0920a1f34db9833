"""An entry stands with what it tells of, or neither does: the history is made to fail, and nothing was written.

Each action is called as pages call it; `tests/test_write_paths.py` shows that none forgets its entry.
"""

import datetime

import pytest
from django.apps import apps

from indicators.catalogue.actions import create_indicators, delete_indicator, set_archived
from indicators.catalogue.facts import IndicatorFacts
from indicators.identification.methods.actions import copy_delivered
from indicators.identification.runs.actions import confirm_run, delete_run
from portal.accounts.roles import Role
from portal.history import actions
from reports.issue.actions.drafting import delete_draft as delete_document
from reports.letterhead.actions import replace_letterhead
from roadmap.editions.actions import approve_programme, delete_draft, withdraw_approval
from roadmap.editions.copying import begin_amendment, begin_next, keep_as_template, roll_out
from roadmap.editor.actions.arranging import delete_rows, renumber
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.intake.actions import drop_intake
from roadmap.plan.outline import read_outline
from roadmap.programmes.actions import begin_programme, save_part, save_title
from roadmap.programmes.drafts import title_of
from roadmap.programmes.text_parts import PARTS
from schools.archive.actions import restore
from schools.archive.models import Archived
from schools.mergers.actions import merge_schools
from schools.orders.models import Order
from schools.people.actions import PersonFacts, change_person, take_in_people
from tests.factories import (
    make_collection,
    make_deleted,
    make_draft,
    make_evaluation,
    make_indicator,
    make_intake,
    make_issued,
    make_programme,
    make_run,
)

APPS = ("accounts", "schools", "indicators", "roadmap", "reports", "history", "letters")


class HistoryFails(Exception):
    pass


def everything() -> dict:
    models = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def draft(district):
    return make_programme(
        district.municipality, passport=[{"label": "Цель", "text": "Помочь"}],
        roadmap={"directions": [{"number": "1", "title": "Первое"}, {"number": "2", "title": "Второе"}]},
    )  # fmt: skip


def order(district):
    return Order(municipality=district.municipality, number="77", issued_on=datetime.date(2026, 1, 12))


def approving(district):
    programme = draft(district)
    return lambda by: approve_programme(programme=programme, order=order(district), annex="1", by=by)


def withdrawing(district):
    programme = draft(district)
    approve_programme(programme=programme, order=order(district), annex="1", by=district.coordinator)
    return lambda by: withdraw_approval(programme=programme, by=by)


def deleting_rows(district):
    roadmap = draft(district).roadmap
    keys = [node.key for node in read_outline(roadmap).root.walk()][:1]
    return lambda by: delete_rows(roadmap=roadmap, keys=keys, by=by)


def numbering(district):
    roadmap = draft(district).roadmap
    roadmap.directions.update(number="9")
    return lambda by: renumber(roadmap=roadmap, manner=None, by=by)


def part(district):
    programme, kind = draft(district), PARTS["passport"]
    rows = kind.rows_of(programme)
    return lambda by: save_part(programme=programme, kind=kind, rows=[], seen=rows, by=by)


def title(district):
    programme = draft(district)
    seen = title_of(programme)
    return lambda by: save_title(programme=programme, words=seen | {"title": "Другая"}, seen=seen, by=by)


def reporting(district):
    assignment = district.activities["1.3"].assignments.get()
    report = AssignmentReport(status=Assignment.Status.DONE, text="Провели")
    return lambda by: report_on_assignment(assignment, report, by=by)


def indicator(district):
    made = make_indicator(district.municipality)
    return lambda by: delete_indicator(indicator=made, by=by)


def archiving(district):
    made = make_indicator(district.municipality)
    return lambda by: set_archived(indicator=made, is_archived=True, by=by)


def indicators(district):
    facts = [IndicatorFacts(name="Новый"), IndicatorFacts(name="Ещё")]
    return lambda by: create_indicators(municipality=district.municipality, facts=facts, by=by)


def confirming(district):
    run = make_run(district.municipality, district.coordinator)
    run.schools.update(verdict="out")
    return lambda by: confirm_run(run=run, by=by)


def deleting_run(district):
    run = make_run(district.municipality, district.coordinator)
    return lambda by: delete_run(run=run, by=by)


def deleting_document(district):
    document = make_draft(district.programme, "execution", by=district.coordinator)
    return lambda by: delete_document(document=document, by=by)


def deleting_programme(district):
    programme = draft(district)
    return lambda by: delete_draft(programme=programme, by=by)


def dropping(district):
    intake = make_intake(district)
    return lambda by: drop_intake(intake=intake, by=by)


def restoring(district):
    make_deleted(district)
    return lambda by: restore(archived=Archived.objects.get(), by=by)


def changing_person(district):
    facts = {"position": "Директор лицея"}
    return lambda by: change_person(person=district.director, municipality=district.municipality, facts=facts, by=by)


def taking_in(district):
    facts = [PersonFacts("new@example.org", "Новикова Анна", "", Role.DIRECTOR, district.school)]
    return lambda by: take_in_people(municipality=district.municipality, people=facts, by=by)


DEEDS = {
    "approved": approving, "approval withdrawn": withdrawing, "rows deleted": deleting_rows, "renumbered": numbering,
    "part of a text": part, "title": title, "report": reporting, "indicator deleted": indicator,
    "indicator archived": archiving, "indicators": indicators, "run confirmed": confirming, "run deleted": deleting_run,
    "document deleted": deleting_document, "programme deleted": deleting_programme, "intake dropped": dropping,
    "restored": restoring, "person changed": changing_person, "person": taking_in,
    "begun": lambda d: lambda by: begin_programme(
        municipality=d.municipality, words={"title": "Н", "start_year": 2026, "end_year": 2027}, by=by
    ),
    "amended": lambda d: lambda by: begin_amendment(d.programme, by=by),
    "next": lambda d: lambda by: begin_next(d.programme, start_year=2028, title="Н", by=by),
    "template": lambda d: lambda by: keep_as_template(d.programme, by=by),
    "rolled out": lambda d: lambda by: roll_out(d.programme, [d.school], title="{школа}", by=by),
    "collection": lambda d: lambda by: make_collection(d.municipality, by),
    "run": lambda d: lambda by: make_run(d.municipality, by),
    "evaluation": lambda d: lambda by: make_evaluation(d.programme, by),
    "issued": lambda d: lambda by: make_issued(d.programme, "passport", by=by),
    "method": lambda d: lambda by: copy_delivered(key="federal", municipality=d.municipality, name="Наш", by=by),
    "letterhead": lambda d: lambda by: replace_letterhead(
        municipality=d.municipality, content=b"PK", name="б.docx", by=by
    ),
    "schools merged": lambda d: lambda by: merge_schools(absorbed=d.school, into=d.other_school, taken=(), by=by),
}  # fmt: skip


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=list(DEEDS))
def test_without_its_entry_nothing_is_written(prepare, in_force, monkeypatch):
    act = prepare(in_force)
    before = everything()

    def fail(*args, **kwargs):
        raise HistoryFails

    with monkeypatch.context() as patch:
        patch.setattr(actions, "create_rows", fail)  # the last that `record_changes` does
        with pytest.raises(HistoryFails):
            act(in_force.coordinator)
    assert everything() == before

    act(in_force.coordinator)
    assert everything() != before
