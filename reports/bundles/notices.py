"""Whoever has letters on is told by one that their bundle is ready, or why it is not."""

import logging

from django.core.mail import send_mail
from django.urls import reverse

from reports.models import Bundle
from roadmap.actions.reminders import address
from roadmap.models import ReminderChoice

logger = logging.getLogger(__name__)


def send_notice(bundle: Bundle) -> bool:
    """Whether a letter went out. One that can't be sent takes nothing away: the page says the same."""
    choice = ReminderChoice.objects.filter(user=bundle.asked_by_id).first()
    if not (choice and choice.wants_letters):
        return False
    is_done = bundle.status == Bundle.Status.DONE
    subject = f"{'Папка собрана' if is_done else 'Папка не собрана'}: {bundle.get_what_display()}"
    page = address(reverse("bundle-detail", args=[bundle.pk]))
    until = f"Файл хранится до {bundle.kept_until:%d.%m.%Y}." if is_done else bundle.message
    body = f"Здравствуйте!\n\n{bundle}\n{page}\n\n{until}"
    try:
        send_mail(subject, body, None, [bundle.asked_by.email])
    except OSError:
        logger.exception("The notice about bundle %s is not sent", bundle.pk)
        return False
    return True
