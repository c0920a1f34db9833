from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.health.checks import is_ready


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer that the web server lives. Nothing else is checked, so that a stopped database doesn't cause a restart."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 503 if something that the portal needs is missing; the log says what."""
    return JsonResponse({"status": "ok"}) if is_ready() else JsonResponse({"status": "not ready"}, status=503)
