"""Plans what a list of schools would change in a municipality, and accepts it."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.history.circumstances import by_import
from portal.text.keys import in_cyrillic, natural_key
from schools.directory.actions import save_schools
from schools.directory.kinds import KINDS, kind_of
from schools.directory.models import Municipality, School
from schools.directory.name_words import name_words
from schools.directory.queries import schools_by_key
from schools.rosters.columns import PlacedRoster, PlacedRow, email_in, person_in
from schools.rosters.plan import (
    RosterPlan,
    RosterQuestion,
    RosterRow,
    RosterVerdict,
    names_of,
    near_schools,
)

_NEW, _PART, _FEW_FACTS = "new", "part", 3
_BEHIND_PUPILS = re.compile(
    r"\(\s*(?:в\s*т\.?\s*ч|в том числе|из них).*$|(?:чел(?:овек|\.)?|уч(?:ащихся|\.)?)\s*$", re.I
)
_LABELS = {field.name: field.verbose_name for field in School._meta.fields}


def plan_schools(municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str]) -> RosterPlan:
    planner = _SchoolPlanner(municipality, answers)
    return RosterPlan([planner.row(row) for row in roster.rows])


@by_import
def accept_schools(*, municipality: Municipality, plan: RosterPlan, by) -> list[School]:
    """Add and change the schools, all or none; return the new ones."""
    new = [row.outcome for row in plan.rows if row.verdict == RosterVerdict.NEW]
    changed = [row.outcome for row in plan.rows if row.verdict == RosterVerdict.CHANGED]
    return save_schools(municipality=municipality, new=new, changed=changed, by=by)


class _SchoolPlanner:
    """Plans the rows of a list one by one; `taken` has the rows in which schools were named already."""

    def __init__(self, municipality: Municipality, answers: Mapping[str, str]):
        self.by_key = schools_by_key(municipality, with_full_names=True)
        self.schools = sorted(set(self.by_key.values()), key=lambda school: school.name_key)
        self.names = names_of(self.schools)
        self.answers = answers
        self.taken: dict[object, int] = {}
        self.told_alike: dict[tuple, tuple[int, str]] = {}
        """The row and name of a new school by what distinguishes it: numbers, words, kinds, and whose name it bears."""

    def row(self, placed: PlacedRow) -> RosterRow:
        """Return what a row would do: a new school, changes of a known one, a question, or nothing."""
        facts, notes = _read_facts(placed.facts)
        row = RosterRow(placed.number, facts.get("name", ""), RosterVerdict.LEFT, notes=notes)
        if not natural_key(row.title):
            row.title = " · ".join(placed.facts.values())[:120]
            row.notes = ["Нет названия школы: строка не вносится."]
            return row
        keys = [natural_key(facts[name]) for name in ("name", "full_name") if facts.get(name)]
        school = next((self.by_key[key] for key in keys if self.by_key.get(key)), None)
        if school is None:
            school, facts = self._ask_if_known(row, facts)
        if school is None and natural_key(facts["name"]) not in self.taken:
            self._ask_if_new(row, facts)
        if row.is_open or row.is_skipped:
            return row.settle(RosterVerdict.NEW, None)
        if any(question.chosen == _PART for question in row.questions):
            row.notes.append("Филиал — часть своей школы: эта строка не вносится.")
            return row
        mark = school.pk if school else natural_key(facts["name"])
        if mark in self.taken:
            row.notes = [f"Та же школа уже в строке {self.taken[mark]}: эта строка не вносится."]
            return row
        self.taken[mark] = placed.number
        if school is None:
            if not kind_of(facts["name"]) and (kind := kind_of(facts.get("full_name", ""))):
                # Only the full name of «Базловская ОШ» tells its kind.
                facts.setdefault("kind", str(kind))
            known = {"kind": kind_of(facts["name"]), **facts}
            if not known["kind"]:
                row.notes.append("Вид школы по названию не понят: пока он не указан, её спрашивают обо всех классах.")
            row.changes = [(_LABELS[name], "", _format_fact(name, value)) for name, value in known.items()
                           if name != "name" and value]  # fmt: skip
            return row.settle(RosterVerdict.NEW, facts)
        return self._settle_known(row, school, facts)

    def _ask_if_known(self, row: RosterRow, facts: dict) -> tuple[School | None, dict]:
        """Ask whether a name like that of known schools means one of them; return that school, and the facts.

        The facts get `renames` if the school is to have the new name.
        """
        match = self.names.match(facts["name"])
        known = {school.pk: school for school in self.schools}
        matched = [known[pk] for pk in (match.sure, match.likely) if pk is not None]
        near = list(dict.fromkeys([*matched, *near_schools(facts["name"], self.schools)]))
        if not near:
            return None, facts
        choices = [(_NEW, "новая школа")]
        for school in near:
            choices += [(f"keep-{school.pk}", f"это «{school}», название не менять"),
                        (f"rename-{school.pk}", f"это «{school}», теперь называется так")]  # fmt: skip
        is_of_kind = match.sure is not None and _kinds(facts["name"]) == _kinds(known[match.sure].name)
        proposed = f"keep-{match.sure}" if is_of_kind else ""
        label = "Такая школа уже есть?"
        question = RosterQuestion.build(f"school-{row.number}", label, choices, self.answers, proposed)
        row.questions.append(question)
        way, _, pk = question.chosen.partition("-")
        school = next((each for each in near if str(each.pk) == pk), None)
        return school, {**facts, "renames": True} if way == "rename" else facts

    def _ask_if_new(self, row: RosterRow, facts: dict) -> None:
        """Ask about a new name that is a branch, resembles an earlier row, or doesn't look like a school."""
        said = name_words(facts["name"])
        alike = (said.numbers, frozenset(said.words), said.kinds - {"school"}, said.honour)
        number, name = self.told_alike.setdefault(alike, (row.number, facts["name"]))
        if "branch" in said.kinds:
            self._ask(row, "Это филиал. Завести его отдельной школой?", "branch", (_PART, "нет, он часть своей школы"))
        elif number != row.number:
            self._ask(row, f"Похоже на строку {number}: «{name[:200]}». Это другая школа?")
        elif not (said.kinds or said.numbers or re.search(r"[«\"“]", facts["name"])) and len(facts) < _FEW_FACTS:
            self._ask(row, "Не похоже на название школы. Завести?", "no-school")

    def _ask(self, row: RosterRow, label: str, alike: str = "", *others: tuple[str, str]) -> None:
        choices = [(_NEW, "завести"), *others]
        row.questions.append(RosterQuestion.build(f"new-{row.number}", label, choices, self.answers, alike=alike))

    def _settle_known(self, row: RosterRow, school: School, facts: dict) -> RosterRow:
        """Settle a row about a known school, with the facts that differ; an empty cell changes nothing."""
        renames = facts.pop("renames", False)
        changed = {
            name: value
            for name, value in facts.items()
            if (name != "name" or renames) and value != getattr(school, name)
        }
        if row.title != school.name and not renames:
            row.notes.append(f"В портале: «{school}»; название останется.")
        if not school.is_active:
            row.notes.append("В портале эта школа закрыта и останется закрытой.")
        row.changes = [
            (_LABELS[name], _format_fact(name, getattr(school, name)), _format_fact(name, value))
            for name, value in changed.items()
        ]
        return row.settle(RosterVerdict.CHANGED if changed else RosterVerdict.SAME, (school.pk, changed))


def _read_facts(cells: Mapping[str, str]) -> tuple[dict, list[str]]:
    """Return a row's facts as fields of a school, and sentences about cells that aren't understood and left out."""
    facts, notes = {}, []
    words = {name: " ".join(text.split()) for name, text in cells.items()}
    if short := words.pop("short_name", ""):
        # The short name is what the department calls the school, so that the longer one is its full name.
        words = {**words, "full_name": words.get("full_name") or words.get("name", ""), "name": short}
        words = {name: text for name, text in words.items() if text}
    if "name" not in words and "full_name" in words:
        words["name"] = words["full_name"]
    for name, text in words.items():
        if name == "kind":
            value = next((kind.value for kind, label in KINDS if label == text.lower()), None) or kind_of(text)
            value = value and str(value)
        elif name == "pupils":
            digits = re.sub(r"\s", "", _BEHIND_PUPILS.sub("", text.strip()))
            value = int(digits) if digits.isdecimal() and len(digits) < 7 else None
        elif name == "email":
            value = _valid_email(text)
        elif name == "director_name":
            value, said = person_in(text)
            if said and not re.fullmatch(r"директор\w*", said, re.I):
                notes.append(f"Директор: «{text[:80]}» — внесено «{value}».")
        else:
            text = in_cyrillic(text)
            most = School._meta.get_field(name).max_length
            value = text if len(text) <= most else None
        if value is None:
            notes.append(f"{_LABELS[name].capitalize()} «{text[:80]}» не понято и не вносится.")
        else:
            facts[name] = value
    return facts, notes


def _kinds(name: str) -> frozenset[str]:
    return name_words(name).kinds - {"school"}


def _valid_email(text: str) -> str | None:
    address = email_in(text)
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address


def _format_fact(name: str, value: object) -> object:
    if name == "kind":
        return dict(KINDS).get(value, value)
    return "" if value is None else value
