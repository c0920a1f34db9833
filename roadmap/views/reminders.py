from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.forms import posted
from roadmap.actions.calendars import renew_calendar
from roadmap.actions.reminders import address
from roadmap.forms.reminders import ReminderForm
from roadmap.models import Reminder, ReminderChoice
from roadmap.queries.calendar_feed import calendar_of


def reminder_settings(request):
    """When to be reminded, the calendar's address, and what was sent."""
    choice = ReminderChoice.objects.filter(user=request.user).first() or ReminderChoice(user=request.user)
    form = ReminderForm(posted(request), instance=choice)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Сохранено.")
        return redirect("reminder-settings")
    context = {
        "form": form,
        "calendar": choice.calendar_token and address(reverse("calendar-feed", args=[choice.calendar_token])),
        "sent": Reminder.objects.filter(user=request.user)[:20],
    }
    return render(request, "roadmap/reminder_settings.html", context)


@require_POST
def calendar_renew(request):
    had_one = ReminderChoice.objects.filter(user=request.user, calendar_token__isnull=False).exists()
    renew_calendar(by=request.user)
    words = "У календаря новый адрес, прежний больше не работает." if had_one else "Вот адрес вашего календаря."
    messages.success(request, words)
    return redirect("reminder-settings")


@login_not_required
@require_safe
def calendar_feed(request, token: str):
    """A person's deadlines for their calendar program, which can't log in: whoever knows the address may read it."""
    choice = ReminderChoice.objects.filter(calendar_token=token, user__is_active=True).select_related("user").first()
    if choice is None:
        raise Http404
    calendar = calendar_of(choice.user, lambda assignment: address(reverse("assignment-detail", args=[assignment.pk])))
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
