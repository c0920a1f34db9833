"""What has been written since somebody last looked, by the numbers of the history's changes."""

from django.contrib.contenttypes.models import ContentType

from indicators.values.models import Value
from portal.history.models import Change

MOST = 500


def values_changed(since: int | None, user) -> tuple[int, list[Value]]:
    """The last change's number, and the values that were written after `since`; None asks for the number alone.

    At most the last 500 changes are looked at: who comes back after a long time sees the rest with the page anew.
    """
    changes = Change.objects.filter(subject_type=ContentType.objects.get_for_model(Value)).order_by("-pk")
    if since is None:
        return changes.values_list("pk", flat=True).first() or 0, []
    found = dict(changes.filter(pk__gt=since).values_list("pk", "subject_id")[:MOST])
    if not found:
        return since, []
    values = Value.objects.visible_to(user).filter(pk__in=set(found.values())).select_related("period")
    return max(found), list(values)
