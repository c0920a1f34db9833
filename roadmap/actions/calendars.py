from portal.accounts.models import User
from portal.history.actions import Recorded, record_changes
from roadmap.models import ReminderChoice
from roadmap.models.reminders import new_calendar_token


def renew_calendar(*, by: User) -> ReminderChoice:
    """Give the person's calendar a new secret address; the old one stops to work."""
    choice, _ = ReminderChoice.objects.get_or_create(user=by)
    choice.calendar_token = new_calendar_token()
    choice.save(update_fields=["calendar_token"])
    record_changes([Recorded(choice, "новый адрес календаря")], by=by)
    return choice
