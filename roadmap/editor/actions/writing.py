"""Writes words into a row of the roadmap, as part of a step that can be taken back."""

from portal.history.actions import Recorded
from roadmap.editor.actions.rearranging import Rearrangement
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Stage
from roadmap.plan.outline import OutlineNode
from roadmap.plan.row_words import OF_PLACE, write_place
from roadmap.plan.stages import delete_stage, key_of_stage
from roadmap.programmes.drafts import CannotEdit
from schools.archive.actions import came_back_otherwise

_OF_STAGE = ("position", "name", *OF_PLACE, "term_is_made")


def write_row(change: Rearrangement, node: OutlineNode, words: dict, current: dict) -> None:
    """Write the places that `words` has, and note their `current` words for the history."""
    if not words:
        return
    change.rewritten.append(Recorded(node.record, "исправлено", {key: current[key] for key in words}, words))
    plain = {key: words[key] for key in words.keys() - {"stages", *OF_PLACE}}
    for key, value in plain.items():
        setattr(node.record, key, value)
    # `rearranging` saves the number, together with the places and the numbers that follow from it.
    fields = plain.keys() - {"number"} | ({"name_key"} if "name" in words else set())
    if not node.is_direction:
        fields |= _write_place(change, node.record, {key: words[key] for key in words.keys() & set(OF_PLACE)})
    if "number" in words:
        change.renewable.discard(node)
    if "stages" in words:
        _write_stages(change, node.record, words["stages"])
    if fields:
        node.record.save(update_fields=fields)


def _write_place(change: Rearrangement, place: Activity | Stage, words: dict) -> set[str]:
    """Which fields have changed; a term that follows from marks is told beside them."""
    before = place.term
    fields = write_place(place, words)
    if place.pk and place.term != before and place.term != words.get("term"):
        change.followed.append(Recorded(place, "срок по отметкам", {"term": before}, {"term": place.term}))
    return fields


def _write_stages(change: Rearrangement, activity: Activity, stages: list[dict]) -> None:
    """Write the activity's stages and control events in their order, and delete those that are left out.

    Raises CannotEdit if somebody has reported on a stage that is left out, or marked it as not required.
    """
    known = {stage.pk: stage for stage in activity.stages.all()}
    gone = known.keys() - {stage["id"] for stage in stages}
    if Assignment.objects.filter(stage__in=gone).exists():
        raise CannotEdit(
            "Об этапе или контрольном событии уже отчитались или отметили, что это не требуется: удалить его нельзя."
        )
    for stage in (stage for pk, stage in known.items() if pk in gone):
        delete_stage(stage, activity=activity, programme=change.roadmap.programme, by=change.by)
    for pk in {stage["id"] for stage in stages} - known.keys() - {None}:
        came_back_otherwise(key=key_of_stage(pk), by=change.by)
    kept, new = [], []
    for position, words in enumerate(stages):
        stage = known.get(words["id"]) or Stage(activity=activity)
        stage.position, stage.name = position, words.get("name")
        _write_place(change, stage, words)
        (kept if stage.pk else new).append(stage)
    Stage.objects.bulk_update(kept, _OF_STAGE)
    Stage.objects.bulk_create(new)
