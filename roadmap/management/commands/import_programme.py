from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmap.interchange.importer import AmbiguousMunicipality, import_programme
from roadmap.interchange.reading import FaultyFile, read_document


class Command(BaseCommand):
    help = "Внести программу из файла обмена (JSON): целиком или никак."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--dry-run", action="store_true", help="проверить и ничего не записать")

    def handle(self, *, file: Path, dry_run: bool, **options):
        try:
            document = read_document(file.read_bytes())
            imported = import_programme(document, by=None, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"Файл «{file}» не прочитан: {error.strerror}.") from None
        except FaultyFile as refusal:
            faults = "\n".join(map(str, refusal.faults))
            raise CommandError(f"Файл не принят, ничего не записано:\n{faults}") from None
        except AmbiguousMunicipality as refusal:
            raise CommandError(
                f"Муниципалитетов с названием «{refusal}» несколько. Укажите в файле регион ($.municipality.region)."
            ) from None
        if not imported.is_new:
            self.stdout.write(f"Этот файл уже внесён, ничего не изменено: {imported.programme}")
        elif dry_run:
            self.stdout.write(f"Файл годен, ничего не записано: {imported.programme}")
        else:
            self.stdout.write(f"Программа внесена: {imported.programme}")
        if imported.new_schools:
            self.stdout.write(f"Новые школы: {', '.join(imported.new_schools)}")
        if not dry_run or not imported.is_new:
            self.stdout.write(f"programme {imported.programme.pk}")
