from django.core.management.base import BaseCommand, CommandError

from portal.letters.mail_way import NoMailServer, check_can_send_letters
from portal.letters.models import Letter
from portal.letters.outcome import outcome_words
from portal.letters.sending import deliver_waiting


class Command(BaseCommand):
    help = "Отправить письма, которые не ушли с первого раза. Для cron, если нет обработчика (manage.py db_worker)."

    def handle(self, **options):
        try:
            check_can_send_letters()
        except NoMailServer as refusal:
            raise CommandError(str(refusal)) from refusal
        gone = deliver_waiting()
        self.stdout.write(outcome_words(len(gone)))
        if waiting := Letter.objects.waiting().count():
            self.stdout.write(f"Ждут следующей попытки: {waiting}.")
