from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.bundles.removing import remove_old_bundles


class Command(BaseCommand):
    help = "Удалить собранные папки документов, срок хранения которых прошёл."

    def handle(self, **options):
        self.stdout.write(f"Удалено файлов: {remove_old_bundles(timezone.now())}")
