from datetime import date

from django.core.management.base import CommandError

from portal.explaining import Explain, ExplainCommand
from roadmap.term import DateSpan, OwnYear, TermSetting, read_own_year, read_term


class Command(ExplainCommand):
    help = "Показать в JSON, как портал понимает срок мероприятия."
    keys = '"text", "start", "end", "year"'

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--start", default="", help="первый день программы: 2020-01-01")
        parser.add_argument("--end", default="", help="последний день программы: 2022-12-31")
        parser.add_argument("--year", default="", help="год, на который составлен план: 2020 или 2019-2020")

    def explain_with(self, *, start: str, end: str, year: str, **options) -> Explain:
        given = {"text": "", "start": start, "end": end, "year": year}

        def explain(fields: dict, place: str) -> dict:
            fields = given | {key: value for key, value in fields.items() if value is not None}
            return read_term(str(fields["text"] or ""), _read_setting(fields, place)).as_json()

        return explain


def _read_setting(fields: dict, place: str) -> TermSetting:
    try:
        period = DateSpan(_read_day(fields, "start", place), _read_day(fields, "end", place))
        return TermSetting(period, _read_own_year(fields, place))
    except ValueError as error:
        raise CommandError(f"{place}{error}") from None


def _read_day(fields: dict, name: str, place: str) -> date:
    try:
        return date.fromisoformat(str(fields[name]))
    except ValueError:
        raise CommandError(f"{place}{name} — день программы в виде 2020-01-31, а не «{fields[name]}».") from None


def _read_own_year(fields: dict, place: str) -> OwnYear | None:
    written = str(fields["year"]).strip()
    own = read_own_year(written)
    if written and not own:
        raise CommandError(f"{place}year — год плана в виде 2020 или 2019-2020, а не «{written}».")
    return own
