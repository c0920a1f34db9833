import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmap.management.dashed_text import DashedText
from roadmap.responsibles.queries import ReadAgainst, directory_of
from schools.directory.models import Municipality


class Command(DashedText, BaseCommand):
    help = "Показать в JSON, кого портал понимает под ответственными."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", metavar="TEXT", help="без него — построчно в JSON со стандартного ввода")
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--municipality", type=int, help="номер муниципалитета")
        whose.add_argument("--directory", help="файл JSON: municipality, department, schools; база не нужна")

    def handle(self, *, text: str | None, municipality: int | None, directory: str | None, **options):
        against = _of_file(directory) if directory else _of_municipality(municipality)
        if text is not None:
            self.stdout.write(explained(text, against))
            return
        try:
            for number, line in enumerate(sys.stdin, 1):
                if line.strip():
                    self.stdout.write(explained(_text_of(line, number), against))
        except UnicodeDecodeError as error:
            raise CommandError(f"Строки на входе не в кодировке UTF-8: {error}.") from None


def explained(text: str, against: ReadAgainst) -> str:
    meant = against.read(text)
    reading = {
        "department": meant.department,
        "all_schools": meant.all_schools,
        "low_result_schools": meant.low_result_schools,
        "schools": sorted(against.schools[pk] for pk in meant.schools),
        "others": list(meant.others),
        "doubts": list(meant.doubts),
    }
    return json.dumps(reading, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _text_of(line: str, number: int) -> str:
    try:
        return str(json.loads(line)["text"] or "")
    except ValueError as error:
        raise CommandError(f"Строка {number} — не JSON: {error}.") from None
    except (KeyError, TypeError):
        raise CommandError(f'Строка {number}: нужен объект {{"text"}}.') from None


def _of_file(path: str) -> ReadAgainst:
    try:
        directory = json.loads(Path(path).read_text("utf-8"))
        department = directory["department"]
        schools = {number: school["name"] for number, school in enumerate(directory["schools"])}
        own = tuple(filter(None, (department.get(key) for key in ("name", "full_name", "short"))))
        place = directory.get("municipality", "")
        return ReadAgainst(schools, own, place if isinstance(place, str) else place["name"])
    except OSError as error:
        raise CommandError(f"{path} не читается: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{path}: нужны department и schools, как в файле случаев ({error}).") from None


def _of_municipality(number: int) -> ReadAgainst:
    municipality = Municipality.objects.filter(pk=number).first()
    if not municipality:
        raise CommandError(f"Муниципалитета № {number} нет.")
    return directory_of(municipality)
