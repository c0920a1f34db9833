"""The page that lists answers of schools through all running collections."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.collections.forms import SubmissionFilter
from indicators.collections.models import Submission
from portal.forms import render_form


@require_safe
def submission_list(request: HttpRequest):
    """List schools' answers to running collections, filtered; figures on other pages link here."""
    today = timezone.localdate()
    form = SubmissionFilter(request.GET, user=request.user)
    answers = form.filter(Submission.objects.visible_to(request.user).running(), today)
    answers = answers.select_related("collection__period", "school")
    context = {
        "form": form,
        "submissions": Paginator(answers, 50).get_page(request.GET.get("page")),
        "today": today,
    }
    return render_form(request, "indicators/collections/submission_list.html", context)
