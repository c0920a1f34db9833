from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmap.exchange.exporter import programme_as_json
from roadmap.programmes.models import Programme


class Command(BaseCommand):
    help = "Выгрузить программу в файл обмена (JSON)."

    def add_arguments(self, parser):
        parser.add_argument("programme", type=int, metavar="ID")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE.json", help="без него — на экран")

    def handle(self, *, programme: int, output: Path | None, **options):
        found = Programme.objects.filter(pk=programme).first()
        if found is None:
            raise CommandError(f"Программы с номером {programme} нет.")
        text = programme_as_json(found)
        if output is None:
            self.stdout.write(text, ending="")
        else:
            output.write_text(text, encoding="utf-8")
            self.stdout.write(f"Записано: {output}")
