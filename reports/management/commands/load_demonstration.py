from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.loading import load_demonstration
from roadmap.demonstration.loading import NotEmpty


class Command(BaseCommand):
    help = "Внести показательные данные выдуманного района, если база ещё пуста."

    def handle(self, **options):
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError(
                "Показательные данные вносятся только там, куда не входят снаружи: их пароль знают все. "
                "Здесь заданы PORTAL_HTTPS или PORTAL_HOSTS."
            )
        try:
            load_demonstration()
        except NotEmpty:
            self.stdout.write("В базе уже есть данные, показательные не внесены.")
        else:
            self.stdout.write("Показательные данные внесены; как войти, сказано на странице входа.")
