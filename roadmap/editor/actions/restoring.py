"""Puts restored rows and stages back into their plan, as a step that the editor can take back."""

from collections.abc import Sequence

from django.db.models import Model

from roadmap.editor.actions.rearranging import draft_of, rearranging
from roadmap.execution.actions.understanding import understand_plan
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.plan.outline import key_of


def put_rows_back(records: Sequence[Model], by) -> None:
    """Put restored rows where they stood, as far as that place still exists, and number them.

    Raises WrongProgrammeState if the programme has been approved meanwhile.
    """
    directions = {record.pk: record for record in records if isinstance(record, Direction)}
    tops = [record for record in directions.values() if record.parent_id not in directions]
    tops += [each for each in records if isinstance(each, Activity) and each.direction_id not in directions]
    roadmap = Roadmap.objects.get(directions=(directions and next(iter(directions))) or tops[0].direction_id)
    with rearranging(roadmap, by=by, coming=[key_of(record) for record in tops]) as change:
        for parent, node in sorted(change.coming, key=lambda place: place[1].record.position):
            parent.put(node, min(node.record.position, len(parent.children)))
            change.outline.nodes |= {each.key: each for each in (node, *node.walk())}
            change.added.append(node)
        if change.roadmap.numbering == Roadmap.Numbering.AUTOMATIC:
            change.renewable |= {row for top in change.added for row in (top, *top.walk()) if row.number}
        change.action = "строки восстановлены" if len(tops) > 1 else "строка восстановлена"
    understand_plan(change.roadmap)


def put_stages_back(records: Sequence[Model], by) -> None:
    """Put a restored stage before the one that has its position now.

    Raises WrongProgrammeState if the programme has been approved meanwhile.
    """
    stage = next(each for each in records if isinstance(each, Stage))
    roadmap = draft_of(stage.activity.direction.roadmap)
    stages = sorted(stage.activity.stages.all(), key=lambda each: (each.position, each.pk != stage.pk))
    for position, each in enumerate(stages):
        each.position = position
    Stage.objects.bulk_update(stages, ["position"])
    understand_plan(roadmap)
