import json
from pathlib import Path

from django.core.management.base import CommandError

from portal.explaining import Explain, ExplainCommand
from roadmap.responsibles.queries import ReadAgainst, directory_of
from schools.directory.models import Municipality


class Command(ExplainCommand):
    help = "Показать в JSON, кого портал понимает под ответственными."
    keys = '"text"'

    def add_arguments(self, parser):
        super().add_arguments(parser)
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--municipality", type=int, help="номер муниципалитета")
        whose.add_argument("--directory", help="файл JSON: municipality, department, schools; база не нужна")

    def explain_with(self, *, municipality: int | None, directory: str | None, **options) -> Explain:
        against = _read_file(directory) if directory else _read_municipality(municipality)

        def explain(fields: dict, place: str) -> dict:
            if "text" not in fields:
                raise CommandError(f"{place}нужен объект {{{self.keys}}}.")
            meant = against.read(str(fields["text"] or ""))
            return {
                "department": meant.department,
                "all_schools": meant.all_schools,
                "low_result_schools": meant.low_result_schools,
                "schools": sorted(against.schools[pk] for pk in meant.schools),
                "others": list(meant.others),
                "doubts": list(meant.doubts),
            }

        return explain


def _read_file(path: str) -> ReadAgainst:
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


def _read_municipality(number: int) -> ReadAgainst:
    municipality = Municipality.objects.filter(pk=number).first()
    if not municipality:
        raise CommandError(f"Муниципалитета № {number} нет.")
    return directory_of(municipality)
