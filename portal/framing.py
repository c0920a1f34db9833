from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_sameorigin


def shown_in_a_page(view):
    """For a view whose answer stands in a frame of the portal's own pages; all others stand in no frame."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": ["'self'"]})(view))
