from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import User
from portal.refusals import Refusal
from schools.personal.actions import remove_person


class Command(BaseCommand):
    help = "Удалить персональные данные человека (152-ФЗ): имя, почту, должность, письма и слова о нём в журнале."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="ПОЧТА")
        parser.add_argument("--reason", required=True, help="основание: заявление или решение, с датой")

    def handle(self, *args, email, reason, **options):
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"Человека с адресом «{email}» нет.")
        try:
            gone = remove_person(person=person, reason=reason, by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        for name, count in gone.items():
            self.stdout.write(f"{name}: {count}")
        self.stdout.write(f"Персональные данные удалены. Человек записан как «{User.objects.get(pk=person.pk)}».")
        self.stdout.write("Изданные документы не изменены. В прежних резервных копиях данные есть, пока их хранят.")
