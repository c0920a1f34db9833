from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.loading import load_demonstration
from roadmap.demonstration.loading import NotEmpty


class Command(BaseCommand):
    help = "Внести демонстрационные данные выдуманного района, если база ещё пуста."

    def handle(self, **options):
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError(
                "Демонстрационные данные вносятся только там, куда не входят снаружи: их пароль знают все. "
                "Здесь заданы PORTAL_HTTPS, PORTAL_HOSTS или PORTAL_ADDRESS."
            )
        try:
            load_demonstration()
        except NotEmpty:
            self.stdout.write("В базе уже есть данные, демонстрационные не внесены.")
        else:
            self.stdout.write("Демонстрационные данные внесены; как войти, сказано на странице входа.")
