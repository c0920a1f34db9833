"""How values are read beside a careful clerk, by class. Run by `make bench`, or with files of cases.

The forms stand beside the project (`../shared/cases/values.json`, with the rules by which they are compared), or are
lists of `tests/indicators/quantity/clerk/`, written down with their readings before the reader saw them. When it first
did, it read 289 of 300 and 154 of 188 (1 silently wrong) as written down; mended by these, 192 of 197 (2 silently
wrong); after that 174 of 178 (none; one reading of the list was itself mistaken) and 105 of 111 (1). By now it knows
them all.
«Silently wrong» is a reading that differs in a number, or keeps back a doubt that was due, and says nothing.
"""

import json
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.readings_table import CLERKS_LISTS, Compared, Outcome, print_table
from indicators.quantity.reader import _read as read_anew
from indicators.quantity.reader import read_quantity

LISTS = Path(__file__).parent.parent / "tests" / "indicators" / "quantity" / "clerk"
CASES = Path(__file__).parent.parent.parent / "shared" / "cases" / "values.json"
DECIMALS = {"number", "upper", "count", "total"}
TEXTS = 40_000


class Comparison(NamedTuple):
    wrong_keys: list[str]
    is_silent: bool

    @property
    def outcome(self) -> Outcome:
        if not self.wrong_keys:
            return Outcome.AS_CLERK
        return Outcome.SILENT if self.is_silent else Outcome.IN_DOUBT


def listed_cases() -> list[dict]:
    """The cases of all lists: «text | unit | kind and figures», «prev» the earlier value, «?» a doubt that is due."""
    cases, name = [], ""
    for path in sorted(LISTS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# "):
                name = line[2:]
            elif line:
                text, unit, due = (part.strip() for part in line.rsplit("|", 2))
                cases.append({"class": name, "text": text, "unit_hint": unit, "expect": _expected(due.split())})
    return cases


_FIGURES = {
    **{"number": ("number", "unit"), "value": ("number", "unit"), "share": ("number", "count", "total")},
    **{"bound": ("comparison", "number", "unit"), "range": ("number", "upper", "unit"), "kind": ("kind",)},
}


def _expected(words: list[str]) -> dict:
    """«any» and «value» leave the kind open, «*» the period of the earlier value; «!» says that nothing is asked."""
    expect: dict = {"doubt": words.pop() == "?"} if words[-1] in "?!" else {}
    if "prev" in words:
        place = words.index("prev")
        earlier, words = words[place + 1 :], words[:place]
        expect["previous"] = None
        if earlier != ["none"]:
            period, number = earlier
            expect["previous"] = {"number": number} | ({} if period == "*" else {"period": period})
    kind, *figures = words
    if kind not in ("any", "value", "kind"):
        expect["kind"] = kind
    return expect | {
        name: None if figure == "-" else figure for name, figure in zip(_FIGURES.get(kind, ()), figures, strict=False)
    }


def compared(case: dict) -> Comparison:
    """A reading beside the clerk's: in which keys it differs, and whether it does so without a remark."""
    meant = read_quantity(case["text"], case["unit_hint"]).as_json()
    wrong = [key for key, due in case["expect"].items() if not _is_same(key, due, meant)]
    harmful = DECIMALS.union({"previous", "doubt"}).intersection(wrong)
    return Comparison(wrong, bool(harmful) and not meant["doubts"])


def _is_same(key: str, due: object, meant: dict) -> bool:
    if key == "doubt":
        return bool(meant["doubts"]) == due
    found = meant[key]
    if due is None or found is None:
        return due is found
    if key == "previous":
        return all(_is_same(part, value, found) for part, value in due.items())
    return Decimal(found) == Decimal(due) if key in DECIMALS else found == due


def main(files: list[str]) -> None:
    if not files:
        print_table("values: lists of the tests", of_cases(listed_cases()))
    for file in map(Path, files or [CASES, *sorted(CLERKS_LISTS.glob("values-*.json"))]):
        if not file.exists():
            print(f"values: no cases, {file.name} is not here")
            continue
        cases = json.loads(file.read_text("utf-8"))["cases"]
        print_table(f"values: {file.name}", of_cases(cases))
        print_time(cases)


def of_cases(cases: list[dict]) -> Iterator[Compared]:
    for case in cases:
        found = compared(case)
        if found.wrong_keys:
            print(f"{found.outcome}: {case['text']!r} ({', '.join(found.wrong_keys)})")
        is_doubted = bool(read_quantity(case["text"], case["unit_hint"]).doubts)
        yield Compared(case["class"], found.outcome, is_doubted, is_doubt_due=case["expect"].get("doubt", False))


def print_time(cases: list[dict]) -> None:
    texts = [(case["text"], case["unit_hint"]) for case in cases]
    start = time.process_time()
    for number in range(TEXTS):
        read_anew(*texts[number % len(texts)])
    print(f"{TEXTS} of these texts read, none kept: {time.process_time() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
