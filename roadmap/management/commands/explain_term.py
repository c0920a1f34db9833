import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from roadmap.management.dashed_text import DashedText
from roadmap.term import DateSpan, OwnYear, TermSetting, read_own_year, read_term


class Command(DashedText, BaseCommand):
    help = "Показать в JSON, как портал понимает срок мероприятия."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", metavar="TEXT", help="без него — построчно в JSON со стандартного ввода")
        parser.add_argument("--start", default="", help="первый день программы: 2020-01-01")
        parser.add_argument("--end", default="", help="последний день программы: 2022-12-31")
        parser.add_argument("--year", default="", help="год, на который составлен план: 2020 или 2019-2020")

    def handle(self, *, text: str | None, start: str, end: str, year: str, **options):
        given = {"start": start, "end": end, "year": year}
        if text is not None:
            self.stdout.write(explained({**given, "text": text}))
            return
        try:
            for number, line in enumerate(sys.stdin, 1):
                if not line.strip():
                    continue
                self.stdout.write(explained(_fields_of(line, number, given), f"Строка {number}: "))
        except UnicodeDecodeError as error:
            raise CommandError(f"Строки на входе не в кодировке UTF-8: {error}.") from None


def explained(fields: dict, place: str = "") -> str:
    term = read_term(str(fields.get("text") or ""), _setting(fields, place))
    return json.dumps(term.as_json(), ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _fields_of(line: str, number: int, given: dict) -> dict:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise CommandError(f"Строка {number} — не JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise CommandError(f'Строка {number}: нужен объект {{"text", "start", "end", "year"}}.')
    return given | {key: value for key, value in fields.items() if value is not None}


def _setting(fields: dict, place: str) -> TermSetting:
    try:
        return TermSetting(DateSpan(_day(fields, "start", place), _day(fields, "end", place)), _own_year(fields, place))
    except ValueError as error:
        raise CommandError(f"{place}{error}") from None


def _day(fields: dict, name: str, place: str) -> date:
    try:
        return date.fromisoformat(str(fields[name]))
    except ValueError:
        raise CommandError(f"{place}{name} — день программы в виде 2020-01-31, а не «{fields[name]}».") from None


def _own_year(fields: dict, place: str) -> OwnYear | None:
    written = str(fields["year"]).strip()
    own = read_own_year(written)
    if written and not own:
        raise CommandError(f"{place}year — год плана в виде 2020 или 2019-2020, а не «{written}».")
    return own
