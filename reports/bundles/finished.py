from reports.bundles.models import Bundle

# In a session: the bundle that it asked for and was not told of yet.
ASKED = "bundle-asked"


def finished_bundle(request) -> dict:
    """A bundle that this session asked for and that is finished now: said on one page, whichever it is."""
    session = getattr(request, "session", None)
    if session is None or ASKED not in session:
        return {}
    bundle = Bundle.objects.select_related("programme", "school", "municipality").filter(pk=session[ASKED]).first()
    if bundle and bundle.is_active:
        return {}
    del session[ASKED]
    is_said = bundle is None or bundle.status == Bundle.Status.CANCELLED
    return {} if is_said else {"finished_bundle": bundle}
