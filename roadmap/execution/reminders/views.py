from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.files import file_response
from portal.forms import posted, require_safe_or_post
from portal.letters.models import Letter
from portal.letters.sending import address
from roadmap.execution.reminders.actions import choose_reminders, renew_calendar
from roadmap.execution.reminders.calendar_feed import calendar_of
from roadmap.execution.reminders.forms import ReminderForm
from roadmap.execution.reminders.models import Reminder, ReminderChoice


@require_safe_or_post
def reminder_settings(request):
    """Ask when the person wants to be reminded; shows the address of their calendar and the letters sent."""
    choice = ReminderChoice.objects.filter(user=request.user).first() or ReminderChoice(user=request.user)
    form = ReminderForm(posted(request), instance=choice)
    if form.is_valid():
        choose_reminders(chosen=form.save(commit=False), by=request.user)
        messages.success(request, "Сохранено.")
        return redirect("reminder-settings")
    context = {
        "form": form,
        "calendar": choice.calendar_token and address(reverse("calendar-feed", args=[choice.calendar_token])),
        "failed": _find_failure(choice),
        "sent": Reminder.objects.filter(user=request.user)[:20],
    }
    return render(request, "roadmap/execution/reminder_settings.html", context)


def _find_failure(choice: ReminderChoice) -> Letter | None:
    """Return the last letter to the person if the mail server did not take it."""
    last = Letter.objects.about([choice]).first() if choice.pk else None
    return None if last is None or last.is_gone else last


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
    """Return a person's deadlines for their calendar program.

    The program can't log in, so that whoever knows the secret address can read them.
    """
    choice = ReminderChoice.objects.filter(calendar_token=token, user__is_active=True).select_related("user").first()
    if choice is None:
        raise Http404
    calendar = calendar_of(choice.user, lambda assignment: address(reverse("assignment-detail", args=[assignment.pk])))
    response = file_response(calendar, "text/calendar; charset=utf-8", "deadlines.ics", inline=True)
    response["Cache-Control"] = "private, max-age=3600"
    return response
