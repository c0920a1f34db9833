"""Says which answers may be shown in a frame."""

from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_sameorigin


def shown_in_a_page(view):
    """Let the view's answer be shown in a frame of the portal's own pages; other answers can't be framed at all."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": ["'self'"]})(view))
