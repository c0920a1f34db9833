"""Terms as a careful clerk reads them, and how the portal's reading compares; the cases are no part of the project."""

import json
from datetime import date

from django.conf import settings

from benchmarks.readings_table import Outcome
from roadmap.term import DateSpan, Term, TermSetting, read_own_year, read_term

FILE = settings.BASE_DIR.parent / "shared" / "cases" / "terms.json"
CASES = json.loads(FILE.read_text("utf-8"))["cases"] if FILE.exists() else []


def term_of(case: dict) -> Term:
    first, last = (date.fromisoformat(case["period"][name]) for name in ("start", "end"))
    return read_term(case["text"], TermSetting(DateSpan(first, last), read_own_year(case["year"] or "")))


def outcome_of(case: dict) -> Outcome:
    """Every key of what is expected is compared; what differs without a remark is silently wrong."""
    term = term_of(case)
    ends = sorted(span.end.isoformat() for span in term.spans)
    read = {"spans": term.as_json()["spans"], "open": term.is_open, "doubt": bool(term.doubts), "ends": ends}
    expected = dict(case["expect"])
    any_of = expected.pop("ends_any", [ends])
    if ends in any_of and all(read[key] == value for key, value in expected.items()):
        return Outcome.AS_CLERK
    return Outcome.IN_DOUBT if term.doubts else Outcome.SILENT
