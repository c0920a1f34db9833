"""Tells people on the next page that their bundle is finished."""

from reports.bundles.models import Bundle

# The session's key for the bundle that it asked for and hasn't been told about yet.
ASKED = "bundle-asked"


def finished_bundle(request) -> dict:
    """Tell the next page that the bundle which this session asked for is finished; it is told only once."""
    session = getattr(request, "session", None)
    if session is None or ASKED not in session:
        return {}
    bundle = Bundle.objects.select_related("programme", "school", "municipality").filter(pk=session[ASKED]).first()
    if bundle and bundle.is_active:
        return {}
    del session[ASKED]
    is_said = bundle is None or bundle.status == Bundle.Status.CANCELLED
    return {} if is_said else {"finished_bundle": bundle}
