import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.refusals import Refusal
from portal.sources.source import IN_WORKER
from roadmap.exchange.document_file import FaultyFile, read_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.exchange.names_meant import NamesMeant
from roadmap.exchange.whose import AmbiguousMunicipality
from roadmap.intake.doubts import DoubtedWording, doubts_about
from roadmap.intake.indicator_matching import indicators_in_question
from roadmap.intake.labels import label_of
from roadmap.intake.school_matching import NamedInDocument, match_school_names, settled_without_a_person
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
                document, meant = read_document(content), NamesMeant()
            else:
                document, meant = self._recognise(file.name, content, report, municipality)
            imported = import_programme(document, by=None, dry_run=dry_run, meant=meant)
        except FaultyFile as refusal:
            faults = "\n".join(map(str, refusal.faults))
            raise CommandError(f"Файл не принят, ничего не записано:\n{faults}") from None
        except AmbiguousMunicipality as refusal:
            raise CommandError(
                f"Муниципалитетов с названием «{refusal}» несколько. Укажите в файле регион ($.municipality.region)."
            ) from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self._write_outcome(imported, dry_run)

    def _recognise(
        self, name: str, content: bytes, report: Path | None, whose: int | None
    ) -> tuple[ProgrammeDocument, NamesMeant]:
        """Read a document of another program without a person's help, and print what is doubtful or not recognised."""
        recognition = recognise(read_source(name, content, IN_WORKER))
        document = recognition.document
        stated = document["municipality"].get("name", "")
        if whose is not None or not document["municipality"]["name"]:
            document["municipality"] = self._find_municipality(whose)
        municipality = _find_known(document["municipality"])
        schools = [school["name"] for school in document.pop("schools", [])]
        names = match_school_names(schools, municipality)
        doubts = _find_doubts(recognition, stated, municipality, names)
        if report:
            data = report_of(recognition, doubts)
            report.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
        balance = recognition.balance
        self.stdout.write(f"Понято {balance.understood} из {balance.words} слов.")
        for remark in recognition.remarks:
            self.stdout.write(f"Замечание: {remark}")
        for doubt in doubts:
            where = "; ".join(doubt.places)
            self.stdout.write(f"Под сомнением: {' '.join(doubt.reasons)} {where} {doubt.text}".rstrip())
        for left in balance.leftovers:
            self.stdout.write(f"Не распознано: {left.place}: {left.text}")
        meant = settled_without_a_person(names)
        if named := meant.named(schools):
            document["schools"] = [{"name": name} for name in named]
        return read_document(json.dumps(document, ensure_ascii=False).encode()), meant

    def _find_municipality(self, whose: int | None) -> dict:
        """Return the municipality with that number, or the only one; otherwise a placeholder, with a warning."""
        found = Municipality.objects.filter(pk=whose) if whose is not None else Municipality.objects.all()[:2]
        if len(found) == 1:
            return {"name": found[0].name, **({"region": found[0].region} if found[0].region else {})}
        if whose is not None:
            raise CommandError(f"Муниципалитета с номером {whose} нет.")
        self.stdout.write(f"Под сомнением: в документе не сказано, чей он. Записано: «{_NOT_NAMED}».")
        return {"name": _NOT_NAMED}

    def _write_outcome(self, imported, dry_run: bool) -> None:
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


def _find_known(stated: dict) -> Municipality | None:
    found = list(Municipality.objects.named(stated["name"], stated.get("region"))[:2])
    return found[0] if len(found) == 1 else None


def _find_doubts(
    recognition: Recognition, stated: str, municipality: Municipality | None, names: list[NamedInDocument]
) -> list[DoubtedWording]:
    """Return the doubts, compared with what the portal knows of the municipality if it knows it."""
    table = recognition.document["programme"].get("indicators", {})
    indicators = indicators_in_question(table, municipality) if municipality else []
    return doubts_about(recognition, municipality, names, indicators, stated)


def report_of(recognition: Recognition, doubts: list[DoubtedWording]) -> dict:
    """Return as JSON what each place of the document became, what is doubtful and what was not recognised."""
    balance = recognition.balance
    return {
        "words": balance.words,
        "understood": balance.understood,
        "recognised": [
            {"place": place, "paths": paths, "kind": label_of(paths[0])} for place, paths in balance.paths.items()
        ],
        "doubtful": [each for doubt in doubts for each in doubt.as_json()],
        "not_recognised": [left.as_json() for left in balance.leftovers],
        "remarks": list(recognition.remarks),
        "document": recognition.document,
    }
