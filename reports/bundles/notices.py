"""Writes to people who want letters that their bundle is ready, or why it isn't."""

import logging

from django.urls import reverse

from portal.letters.mail_way import NoMailServer
from portal.letters.sending import address, deliver, greeting, write_letter
from reports.bundles.models import Bundle
from roadmap.execution.reminders.models import ReminderChoice

logger = logging.getLogger(__name__)
_SENDER = "Портал результатов школ"


def send_notice(bundle: Bundle) -> bool:
    """Send the letter if the person wants letters, and tell whether it went out.

    Nothing depends on it, since the bundle's page says the same.
    """
    choice = ReminderChoice.objects.filter(user=bundle.asked_by_id).first()
    if not (choice and choice.wants_letters):
        return False
    is_done = bundle.status == Bundle.Status.DONE
    subject = f"{'Папка собрана' if is_done else 'Папка не собрана'}: {bundle}"
    page = address(reverse("bundle-detail", args=[bundle.pk]))
    until = f"Файл хранится до {bundle.kept_until:%d.%m.%Y}." if is_done else bundle.message
    body = f"{greeting(bundle.asked_by.full_name)}\n\n{bundle}\n{page}\n\n{until}\n\n{_SENDER}"
    try:
        letter = write_letter(to=bundle.asked_by, about=bundle, subject=subject, body=body, sender_name=_SENDER)
    except NoMailServer as refusal:
        logger.warning("The notice about bundle %s is not sent: %s", bundle.pk, refusal)
        return False
    return bool(deliver([letter]))
