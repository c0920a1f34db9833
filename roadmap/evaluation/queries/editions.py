"""Finds the evaluations of a programme in all its revisions."""

from roadmap.evaluation.models import Evaluation
from roadmap.programmes.editions import Edition, editions_of
from roadmap.programmes.models import Programme


def evaluations_of_editions(programme: Programme, user) -> list[tuple[Evaluation, Edition | None]]:
    """Return the evaluations, the latest years first, each with the revision that it judges (None if there is one)."""
    editions = {each.programme.pk: each for each in editions_of(programme)}
    found = Evaluation.objects.visible_to(user).filter(programme__in=editions).select_related("period", "kept_by")
    return [(each, editions[each.programme_id] if len(editions) > 1 else None) for each in found]
