from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import User
from portal.refusals import Refusal
from schools.entrance.actions import reset_second_factor


class Command(BaseCommand):
    help = "Снять второй фактор человека: для единственного администратора, который потерял телефон или ключ."

    def add_arguments(self, parser):
        parser.add_argument("email", help="адрес электронной почты, с которым человек входит")

    def handle(self, *, email: str, **options):
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"Человека с адресом {email} нет.")
        try:
            reset_second_factor(person=person, by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("Второй фактор снят: человек входит одним паролем.")
