"""How terms are read beside a careful clerk, by class. Run by `make bench`, or with files of cases.

The cases are those of `../shared/cases/terms.json`; without them there is nothing to measure.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from benchmarks.readings_table import CLERKS_LISTS, Compared, print_table
from tests.roadmap.term.clerk_cases import FILE, Outcome, outcome_of, term_of


def main(files: list[str]) -> None:
    for file in map(Path, files or [FILE, *sorted(CLERKS_LISTS.glob("terms-*.json"))]):
        if file.exists():
            print_table(f"terms: {file.name}", compared(json.loads(file.read_text("utf-8"))["cases"]))
        else:
            print(f"terms: no cases, {file.name} is not here")


def compared(cases: list[dict]) -> Iterator[Compared]:
    for case in cases:
        outcome = outcome_of(case)
        if outcome is not Outcome.AS_CLERK:
            print(f"{outcome}: {case['text']!r}")
        yield Compared(
            case["class"], outcome, bool(term_of(case).doubts), is_doubt_due=case["expect"].get("doubt", False)
        )


if __name__ == "__main__":
    main(sys.argv[1:])
