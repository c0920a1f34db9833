from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.content.building import build_content
from reports.content.missing import MissingPart
from reports.content.paper import paper_for
from reports.kinds import DocumentKind
from reports.layout.formats import FORMATS
from reports.models import Document
from roadmap.models import Programme


class Command(BaseCommand):
    help = "Напечатать документ программы в файл."

    def add_arguments(self, parser):
        parser.add_argument("programme", type=int, metavar="ID")
        kinds = [kind.value for kind in DocumentKind if "programme" in kind.traits.subject]
        parser.add_argument("--kind", required=True, choices=kinds, help="какой документ")
        parser.add_argument("--format", default="pdf", choices=list(FORMATS), help="вид файла", dest="file_format")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *, programme: int, kind: str, file_format: str, output: Path, **options):
        found = Programme.objects.select_related("municipality").filter(pk=programme).first()
        if found is None:
            raise CommandError(f"Программы с номером {programme} нет.")
        document = Document(kind=kind, programme=found, municipality=found.municipality)
        try:
            output.write_bytes(FORMATS[file_format].render(build_content(document), paper_for(document)))
        except MissingPart as missing:
            raise CommandError(str(missing)) from None
        except OSError as error:
            raise CommandError(f"Файл «{output}» не записан: {error.strerror}.") from None
        self.stdout.write(f"Записано: {output}")
