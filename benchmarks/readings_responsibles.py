"""How «Ответственные» are read beside a careful clerk, by class. Run by `make bench`, or with files of cases.

The cases are those of `../shared/cases/responsibles.json`; without them there is nothing to measure.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.readings_table import CLERKS_LISTS, Compared, Outcome, print_table
from roadmap.responsibles.read_responsible import Responsible, read_responsible

CASES = Path(__file__).parent.parent.parent / "shared" / "cases" / "responsibles.json"


def main(files: list[str]) -> None:
    for file in map(Path, files or [CASES, *sorted(CLERKS_LISTS.glob("responsibles-*.json"))]):
        if file.exists():
            print_table(f"responsibles: {file.name}", compared(json.loads(file.read_text("utf-8"))))
        else:
            print(f"responsibles: no cases, {file.name} is not here")


def compared(kept: dict) -> Iterator[Compared]:
    """Each case beside its reading; what differs is printed. Where a case says «ask», a doubt is due."""
    schools = {number: school["name"] for number, school in enumerate(kept["schools"])}
    own = (kept["department"]["name"], kept["department"]["short"])
    for case in kept["cases"]:
        meant = read_responsible(case["text"], schools, own, kept["municipality"]["name"])
        is_doubt_due = case.get("ask", False)
        is_right = agrees(meant, case["expect"], schools) and (bool(meant.doubts) or not is_doubt_due)
        outcome = Outcome.AS_CLERK if is_right else Outcome.IN_DOUBT if meant.doubts else Outcome.SILENT
        if not is_right:
            print(f"{outcome}: {case['text']!r}")
        yield Compared(case["class"], outcome, bool(meant.doubts), is_doubt_due)


def agrees(meant: Responsible, expected: dict, schools: dict[int, str]) -> bool:
    """Every key that the clerk is sure of has the clerk's value."""
    read = {
        "department": meant.department,
        "all_schools": meant.all_schools,
        "low_result_schools": meant.low_result_schools,
        "schools": {schools[number] for number in meant.schools},
        "others": bool(meant.others),
    }
    return all(read[key] == (set(value) if key == "schools" else value) for key, value in expected.items())


if __name__ == "__main__":
    main(sys.argv[1:])
