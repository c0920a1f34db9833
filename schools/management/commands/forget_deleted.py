from django.core.management.base import BaseCommand
from django.db import transaction

from schools.archive.actions import KEPT_FOR, forget_old


class Command(BaseCommand):
    help = f"Убрать насовсем то, что удалено раньше чем {KEPT_FOR.days} дней назад, с его файлами."

    @transaction.atomic
    def handle(self, *args, **options):
        self.stdout.write(f"Убрано насовсем: {forget_old()}")
