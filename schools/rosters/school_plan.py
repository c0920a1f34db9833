"""What a list of schools would do in a municipality."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.history.circumstances import by_import
from portal.text.keys import natural_key
from schools.directory.actions import save_schools
from schools.directory.kinds import KINDS, kind_of
from schools.directory.models import Municipality, School
from schools.directory.queries import schools_by_key
from schools.rosters.columns import PlacedRoster, PlacedRow
from schools.rosters.plan import (
    RosterPlan,
    RosterQuestion,
    RosterRow,
    RosterVerdict,
    near_schools,
    same_but_for_the_form,
)

_NEW = "new"
_LABELS = {field.name: field.verbose_name for field in School._meta.fields}


def plan_schools(municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str]) -> RosterPlan:
    planner = _SchoolPlanner(municipality, answers)
    return RosterPlan([planner.row(row) for row in roster.rows])


@by_import
def accept_schools(*, municipality: Municipality, plan: RosterPlan, by) -> list[School]:
    """All of them or none; the new schools."""
    new = [row.outcome for row in plan.rows if row.verdict == RosterVerdict.NEW]
    changed = [row.outcome for row in plan.rows if row.verdict == RosterVerdict.CHANGED]
    return save_schools(municipality=municipality, new=new, changed=changed, by=by)


class _SchoolPlanner:
    def __init__(self, municipality: Municipality, answers: Mapping[str, str]):
        self.by_key = schools_by_key(municipality, with_full_names=True)
        self.schools = sorted(set(self.by_key.values()), key=lambda school: school.name_key)
        self.answers = answers
        self.taken: dict[object, int] = {}

    def row(self, placed: PlacedRow) -> RosterRow:
        facts, notes = _facts(placed.facts)
        row = RosterRow(placed.number, facts.get("name", ""), RosterVerdict.LEFT, notes=notes)
        if not natural_key(row.title):
            row.title = " · ".join(placed.facts.values())[:120]
            row.notes = ["Нет названия школы: строка не вносится."]
            return row
        keys = [natural_key(facts[name]) for name in ("name", "full_name") if facts.get(name)]
        school = next((self.by_key[key] for key in keys if self.by_key.get(key)), None)
        if school is None:
            school, facts = self._asked(row, facts)
        if row.is_open or row.is_skipped:
            return row.settle(RosterVerdict.NEW, None)
        mark = school.pk if school else natural_key(facts["name"])
        if mark in self.taken:
            row.notes = [f"Та же школа уже в строке {self.taken[mark]}: эта строка не вносится."]
            return row
        self.taken[mark] = placed.number
        if school is None:
            if not kind_of(facts["name"]) and (kind := kind_of(facts.get("full_name", ""))):
                # «Базловская ОШ» says it in full only.
                facts.setdefault("kind", str(kind))
            row.changes = [(_LABELS[name], "", _shown(name, value)) for name, value in facts.items() if name != "name"]
            return row.settle(RosterVerdict.NEW, facts)
        return self._changed(row, school, facts)

    def _asked(self, row: RosterRow, facts: dict) -> tuple[School | None, dict]:
        """A name like one that is known: the person says whether it is the same school."""
        near = near_schools(facts["name"], self.schools)
        if not near:
            return None, facts
        choices = [(_NEW, "новая школа")]
        for school in near:
            choices += [(f"keep-{school.pk}", f"это «{school}», название не менять"),
                        (f"rename-{school.pk}", f"это «{school}», теперь называется так")]  # fmt: skip
        same = same_but_for_the_form(facts["name"], near)
        proposed = f"keep-{same.pk}" if same else ""
        label = "Такая школа уже есть?"
        question = RosterQuestion.asked(f"school-{row.number}", label, choices, self.answers, proposed)
        row.questions.append(question)
        way, _, pk = question.chosen.partition("-")
        school = next((each for each in near if str(each.pk) == pk), None)
        return school, {**facts, "renames": True} if way == "rename" else facts

    def _changed(self, row: RosterRow, school: School, facts: dict) -> RosterRow:
        """Only what the list says and the school has otherwise; an empty cell says nothing."""
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
            (_LABELS[name], _shown(name, getattr(school, name)), _shown(name, value)) for name, value in changed.items()
        ]
        return row.settle(RosterVerdict.CHANGED if changed else RosterVerdict.SAME, (school.pk, changed))


def _facts(cells: Mapping[str, str]) -> tuple[dict, list[str]]:
    """As they are written of a school; what is not understood is told and left out."""
    facts, notes = {}, []
    words = {name: " ".join(text.split()) for name, text in cells.items()}
    if short := words.pop("short_name", ""):
        # As the department itself calls the school; beside it the longer name is the full one.
        words = {**words, "full_name": words.get("full_name") or words.get("name", ""), "name": short}
        words = {name: text for name, text in words.items() if text}
    if "name" not in words and "full_name" in words:
        words["name"] = words["full_name"]
    for name, text in words.items():
        if name == "kind":
            value = next((kind.value for kind, label in KINDS if label == text.lower()), None) or kind_of(text)
            value = value and str(value)
        elif name == "pupils":
            digits = re.sub(r"\s", "", re.sub(r"(чел(овек|\.)?|уч(ащихся|\.)?)\s*$", "", text.strip(), flags=re.I))
            value = int(digits) if digits.isdecimal() and len(digits) < 7 else None
        elif name == "email":
            value = _email(text)
        else:
            most = School._meta.get_field(name).max_length
            value = text if len(text) <= most else None
        if value is None:
            notes.append(f"{_LABELS[name].capitalize()} «{text[:80]}» не понято и не вносится.")
        else:
            facts[name] = value
    return facts, notes


def _email(text: str) -> str | None:
    try:
        validate_email(text)
    except ValidationError:
        return None
    return text


def _shown(name: str, value: object) -> object:
    return dict(KINDS).get(value, value) if name == "kind" else "" if value is None else value
