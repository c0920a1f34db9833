from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Q

from portal.accounts.models import User
from portal.accounts.roles import Role


class Command(BaseCommand):
    help = "Сказать, что делать с пустым порталом: как завести первого администратора."

    def handle(self, **options):
        rules = Q(memberships__role=Role.ADMINISTRATOR, memberships__municipality=None) | Q(is_superuser=True)
        if User.objects.filter(rules, is_active=True).exists():
            self.stdout.write(f"Портал: {settings.PORTAL_ADDRESS}")
            return
        self.stdout.write(
            "Портал пуст, войти в него пока некому. В другом окне, из этой же папки и с теми же переменными окружения, "
            "заведите администратора:\n"
            f"    PORTAL_DATA={settings.DATA_DIR} .venv/bin/python manage.py create_administrator\n"
            f"Потом войдите: {settings.PORTAL_ADDRESS} — портал спросит о районе и поведёт дальше."
        )
