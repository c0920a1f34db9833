"""Words put into a row of the roadmap, inside a step that can be taken back."""

from portal.history.actions import Recorded
from roadmap.editor.actions.rearranging import Rearrangement
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Stage
from roadmap.plan.outline import OutlineNode
from roadmap.plan.row_words import OF_PLACE, write_place
from roadmap.programmes.drafts import CannotEdit

_OF_STAGE = ("position", "name", *OF_PLACE, "term_is_made")


def write_row(change: Rearrangement, node: OutlineNode, words: dict, current: dict) -> None:
    """Write the places that `words` has, and keep what they were."""
    if not words:
        return
    change.rewritten.append(Recorded(node.record, "исправлено", {key: current[key] for key in words}, words))
    plain = {key: words[key] for key in words.keys() - {"stages", *OF_PLACE}}
    for key, value in plain.items():
        setattr(node.record, key, value)
    # The number is kept with the places, with those that follow from it.
    fields = plain.keys() - {"number"} | ({"name_key"} if "name" in words else set())
    if not node.is_direction:
        fields |= write_place(node.record, {key: words[key] for key in words.keys() & set(OF_PLACE)})
    if "number" in words:
        change.renewable.discard(node)
    if "stages" in words:
        _write_stages(node.record, words["stages"])
    if fields:
        node.record.save(update_fields=fields)


def _write_stages(activity: Activity, stages: list[dict]) -> None:
    """In their order, control events among them; one that somebody has reported on can't be taken away."""
    known = {stage.pk: stage for stage in activity.stages.all()}
    gone = known.keys() - {stage["id"] for stage in stages}
    if Assignment.objects.filter(stage__in=gone).exists():
        raise CannotEdit(
            "Об этапе или контрольном событии уже отчитались или отметили, что это не требуется: удалить его нельзя."
        )
    Stage.objects.filter(pk__in=gone).delete()
    kept, new = [], []
    for position, words in enumerate(stages):
        stage = known.get(words["id"]) or Stage(activity=activity)
        stage.position, stage.name = position, words.get("name")
        write_place(stage, words)
        (kept if stage.pk else new).append(stage)
    Stage.objects.bulk_update(kept, _OF_STAGE)
    Stage.objects.bulk_create(new)
