from django.core.management.base import BaseCommand
from django.utils import timezone

from roadmap.actions.reminders import send_reminders
from roadmap.background import remind


class Command(BaseCommand):
    help = "Напоминает о сроках мероприятий: письмо в день на человека, по рабочим дням. Для cron, раз в сутки утром."

    def add_arguments(self, parser):
        parser.add_argument(
            "--background", action="store_true", help="поручить рассылку фоновому процессу (manage.py db_worker)"
        )

    def handle(self, *, background: bool, **options):
        if background:
            remind.enqueue()
            self.stdout.write("Рассылка поручена фоновому процессу.")
        else:
            sent = send_reminders(timezone.localdate())
            self.stdout.write(f"Отправлено писем: {len(sent)}.")
