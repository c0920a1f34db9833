import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.refusals import Refusal
from portal.sources.source import IN_WORKER
from roadmap.exchange.document_file import FaultyFile, read_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.exchange.whose import AmbiguousMunicipality
from roadmap.intake.labels import label_of
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import Recognition, recognise
from schools.directory.models import Municipality

_NOT_NAMED = "Муниципалитет не назван в документе"


class Command(BaseCommand):
    help = "Внести программу из документа Word, книги Excel или файла обмена (JSON): целиком или никак."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.docx|.xlsx|.odt|.json")
        parser.add_argument("--dry-run", action="store_true", help="проверить и ничего не записать")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="записать, что понято и что нет")
        parser.add_argument("--municipality", type=int, metavar="N", help="чья это программа")

    def handle(self, *, file: Path, dry_run: bool, report: Path | None, municipality: int | None, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Файл «{file}» не прочитан: {error.strerror}.") from None
        try:
            if file.suffix.lower() == ".json":
                document = read_document(content)
            else:
                document = self._recognised(file.name, content, report, municipality)
            imported = import_programme(document, by=None, dry_run=dry_run)
        except FaultyFile as refusal:
            faults = "\n".join(map(str, refusal.faults))
            raise CommandError(f"Файл не принят, ничего не записано:\n{faults}") from None
        except AmbiguousMunicipality as refusal:
            raise CommandError(
                f"Муниципалитетов с названием «{refusal}» несколько. Укажите в файле регион ($.municipality.region)."
            ) from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(imported, dry_run)

    def _recognised(self, name: str, content: bytes, report: Path | None, whose: int | None) -> ProgrammeDocument:
        """What the portal makes of a document without a person; what is doubtful is told, not settled."""
        recognition = recognise(read_source(name, content, IN_WORKER))
        if report:
            report.write_text(json.dumps(report_of(recognition), ensure_ascii=False, indent=2), encoding="utf-8")
        balance = recognition.balance
        self.stdout.write(f"Понято {balance.understood} из {balance.words} слов.")
        for doubt in recognition.doubts:
            self.stdout.write(f"Под сомнением: {doubt.reason} {doubt.place} {doubt.text}".rstrip())
        for left in balance.leftovers:
            self.stdout.write(f"Не распознано: {left.place}: {left.text}")
        document = recognition.document
        if whose is not None or not document["municipality"]["name"]:
            document["municipality"] = self._municipality(whose)
        return read_document(json.dumps(document, ensure_ascii=False).encode())

    def _municipality(self, whose: int | None) -> dict:
        """The one that was named, or the only one; where a document says nothing and nobody else does, that is said."""
        found = Municipality.objects.filter(pk=whose) if whose is not None else Municipality.objects.all()[:2]
        if len(found) == 1:
            return {"name": found[0].name, **({"region": found[0].region} if found[0].region else {})}
        if whose is not None:
            raise CommandError(f"Муниципалитета с номером {whose} нет.")
        self.stdout.write(f"Под сомнением: в документе не сказано, чей он. Записано: «{_NOT_NAMED}».")
        return {"name": _NOT_NAMED}

    def _tell(self, imported, dry_run: bool) -> None:
        if imported.is_edited:
            self.stdout.write(
                f"Этот файл уже внесён, программу потом правили, ничего не изменено: {imported.programme}"
            )
        elif not imported.is_new:
            self.stdout.write(f"Этот файл уже внесён, ничего не изменено: {imported.programme}")
        elif dry_run:
            self.stdout.write(f"Файл годен, ничего не записано: {imported.programme}")
        else:
            self.stdout.write(f"Программа внесена: {imported.programme}")
        if imported.new_schools:
            self.stdout.write(f"Новые школы: {', '.join(imported.new_schools)}")
        if not dry_run or not imported.is_new:
            self.stdout.write(f"programme {imported.programme.pk}")


def report_of(recognition: Recognition) -> dict:
    """Places in the document, what each became, what is doubtful and what is left over, for other programs."""
    balance = recognition.balance
    return {
        "words": balance.words,
        "understood": balance.understood,
        "recognised": [
            {"place": place, "paths": paths, "kind": label_of(paths[0])} for place, paths in balance.paths.items()
        ],
        "doubtful": [doubt.as_json() for doubt in recognition.doubts],
        "not_recognised": [left.as_json() for left in balance.leftovers],
        "remarks": list(recognition.remarks),
        "document": recognition.document,
    }
