from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from indicators.values.renewing import indicators_by_wholes, reread_all
from indicators.values.rereading import Rereading, rereadings
from portal.text.plurals import counted
from schools.directory.models import Municipality


class Command(BaseCommand):
    help = "Прочитать значения показателей заново: после обновления портала или правки показателей мимо него."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="только показать, что изменится")
        parser.add_argument("--municipality", type=int, metavar="N", help="номер муниципалитета; без него — все")

    def handle(self, *, dry_run: bool, municipality: int | None, **options):
        municipalities = Municipality.objects.order_by("pk")
        if municipality is not None:
            municipalities = municipalities.filter(pk=municipality)
            if not municipalities:
                raise CommandError(f"Муниципалитета № {municipality} нет.")
        if not municipalities:
            self.stdout.write("Читать нечего: муниципалитетов ещё нет.")
        for each in municipalities:
            with transaction.atomic():
                self._reread(each, dry_run)

    def _reread(self, municipality: Municipality, dry_run: bool) -> None:
        count, told = 0, 0
        for indicators in indicators_by_wholes(municipality):
            found = rereadings(indicators, indicators) if dry_run else reread_all(
                indicators=indicators, of=indicators, by=None
            )  # fmt: skip
            count += len(found)
            told += self._tell(municipality, found, is_first=not told)
        done = "будет прочитано заново" if dry_run else "прочитано заново"
        values = counted(count, "значение", "значения", "значений")
        self.stdout.write(f"{municipality}: {done} {values}, из них иначе — {told}.")

    def _tell(self, municipality: Municipality, found: list[Rereading], *, is_first: bool) -> int:
        told = [each for each in found if each.tells_otherwise]
        if told and is_first:
            self.stdout.write(f"{municipality}, иначе:")
        for each in told:
            self.stdout.write(f"  {each}")
        return len(told)
