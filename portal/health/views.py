from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.health.checks import is_ready


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The web server answers; asks nothing else, so that a stopped database doesn't get it started again."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 where something that work needs is missing; what, stands in the log."""
    return JsonResponse({"status": "ok"}) if is_ready() else JsonResponse({"status": "not ready"}, status=503)
