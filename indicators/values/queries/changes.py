"""Finds the values written since somebody last looked, by the ids of changes in the history."""

from django.contrib.contenttypes.models import ContentType

from indicators.values.models import Value
from portal.history.models import Change

MOST = 500


def values_changed(since: int | None, user) -> tuple[int, list[Value]]:
    """The id of the newest change, and the values changed after the change `since`; for None, the id alone.

    Only the newest 500 changes are considered: after a long absence the rest is seen when the page is loaded again.
    """
    changes = Change.objects.filter(subject_type=ContentType.objects.get_for_model(Value)).order_by("-pk")
    if since is None:
        return changes.values_list("pk", flat=True).first() or 0, []
    found = dict(changes.filter(pk__gt=since).values_list("pk", "subject_id")[:MOST])
    if not found:
        return since, []
    values = Value.objects.visible_to(user).filter(pk__in=set(found.values())).select_related("period")
    return max(found), list(values)
