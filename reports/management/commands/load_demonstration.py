from django.core.management.base import BaseCommand

from reports.demonstration.loading import load_demonstration
from roadmap.demonstration.loading import NotEmpty


class Command(BaseCommand):
    help = "Внести показательные данные выдуманного района, если база ещё пуста."

    def handle(self, **options):
        try:
            load_demonstration()
        except NotEmpty:
            self.stdout.write("В базе уже есть данные, показательные не внесены.")
        else:
            self.stdout.write("Показательные данные внесены; как войти, сказано на странице входа.")
