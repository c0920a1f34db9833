from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.blocks.missing import MissingPart
from reports.issue.models import Document
from reports.issue.paper import paper_for
from reports.issue.queries import build_content
from reports.kinds.registry import kinds_about
from reports.layout.formats import FORMATS
from roadmap.programmes.models import Programme


class Command(BaseCommand):
    help = "Напечатать документ программы в файл."

    def add_arguments(self, parser):
        parser.add_argument("programme", type=int, metavar="ID")
        kinds = [kind.code for kind in kinds_about("programme")]
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
