from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.content.building import build_content
from reports.content.letterhead import letterhead_for
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.layout.formats import FORMATS
from roadmap.models import Programme


class Command(BaseCommand):
    help = "Напечатать документ программы в файл (PDF или Word)."

    def add_arguments(self, parser):
        parser.add_argument("programme", type=int, metavar="ID")
        parser.add_argument("--kind", required=True, choices=DocumentKind.values, help="какой документ")
        parser.add_argument("--format", default="pdf", choices=FORMATS, help="вид файла")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *, programme: int, kind: str, format: str, output: Path, **options):
        found = Programme.objects.filter(pk=programme).first()
        if found is None:
            raise CommandError(f"Программы с номером {programme} нет.")
        try:
            document, letterhead = build_content(found, DocumentKind(kind)), letterhead_for(found, DocumentKind(kind))
            output.write_bytes(FORMATS[format].file(document, letterhead=letterhead))
        except MissingPart as missing:
            raise CommandError(str(missing)) from None
        except OSError as error:
            raise CommandError(f"Файл «{output}» не записан: {error.strerror}.") from None
        self.stdout.write(f"Записано: {output}")
