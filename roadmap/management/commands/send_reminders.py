from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.letters.mail_way import NoMailServer, check_can_send_letters
from portal.letters.outcome import failure_told, outcome_words
from portal.letters.sending import deliver_waiting
from roadmap.execution.reminders.actions import send_reminders
from roadmap.execution.reminders.background import remind


class Command(BaseCommand):
    help = "Напомнить о сроках мероприятий: письмо в день на человека, по рабочим дням. Для cron, раз в сутки утром."

    def add_arguments(self, parser):
        parser.add_argument(
            "--background", action="store_true", help="поручить рассылку обработчику (manage.py db_worker)"
        )

    def handle(self, *, background: bool, **options):
        try:
            if background:
                remind.enqueue()
                self.stdout.write("Рассылка поручена обработчику.")
                check_can_send_letters()
                return
            deliver_waiting()
            mailing = send_reminders(timezone.localdate())
            check_can_send_letters()  # warn even on a day off, when there was nothing to send
        except NoMailServer as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(outcome_words(len(mailing.sent)))
        if mailing.failed:
            words = failure_told([letter.failure for letter in mailing.failed])
            raise CommandError(f"{words} Этим людям портал напишет при следующем запуске.")
