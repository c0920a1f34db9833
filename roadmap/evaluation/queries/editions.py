"""Evaluations of a programme through all its revisions."""

from roadmap.evaluation.models import Evaluation
from roadmap.programmes.editions import Edition, editions_of
from roadmap.programmes.models import Programme


def evaluations_of_editions(programme: Programme, user) -> list[tuple[Evaluation, Edition | None]]:
    """The latest years first, each with the revision that it judges; None where there is only one."""
    editions = {each.programme.pk: each for each in editions_of(programme)}
    found = Evaluation.objects.visible_to(user).filter(programme__in=editions).select_related("period", "kept_by")
    return [(each, editions[each.programme_id] if len(editions) > 1 else None) for each in found]
