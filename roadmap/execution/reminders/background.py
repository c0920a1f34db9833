"""Work for `manage.py db_worker`."""

from django.utils import timezone
from django_tasks import task

from roadmap.execution.reminders.actions import send_reminders


@task()
def remind() -> int:
    """Send today's reminders, and return how many letters went out."""
    return len(send_reminders(timezone.localdate()).sent)
