"""Deletes a stage of an activity, and keeps it in «Удалённое»."""

from roadmap.plan.models import Activity, Stage
from roadmap.programmes.models import Programme
from schools.archive.actions import delete_kept


def delete_stage(stage: Stage, *, activity: Activity, programme: Programme, by) -> None:
    name = f"Этап плана: {activity}: {stage} ({programme})"
    delete_kept(stage, by=by, name=name, within=programme, key=key_of_stage(stage.pk))


def key_of_stage(pk: int) -> str:
    """Return the key under which a deleted stage is kept, so that an undo in the editor finds it again."""
    return f"stage-{pk}"
