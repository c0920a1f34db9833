"""What a list of people would do in a municipality."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.circumstances import by_import
from portal.text.keys import natural_key
from schools.access.models import Membership
from schools.directory.models import Municipality, School
from schools.directory.queries import schools_by_key
from schools.people.actions import PersonFacts, take_in_people
from schools.people.permissions import roles_given_by
from schools.people.queries import people_of
from schools.rosters.columns import PlacedRoster, PlacedRow
from schools.rosters.plan import (
    RosterPlan,
    RosterQuestion,
    RosterRow,
    RosterVerdict,
    near_schools,
    same_but_for_the_form,
)

_OF_SCHOOLS = (Role.DIRECTOR, Role.OBSERVER)
_SAME = "same"
_EVERYWHERE = "all"
_DEPUTY = re.compile(r"зам\b|зам\.|заместител|завуч|и\.\s*о\.|врио|секретар|помощник", re.I)
_ROLES = (
    (Role.ADMINISTRATOR, r"администратор"),
    (Role.COORDINATOR, r"координатор"),
    (Role.OBSERVER, r"наблюдател"),
    (Role.SPECIALIST, r"специалист|методист|инспектор"),
    (Role.DIRECTOR, r"директор"),
)


def plan_people(municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str], *, by) -> RosterPlan:
    planner = _PersonPlanner(municipality, roster, answers, by)
    return RosterPlan([planner.row(row) for row in roster.rows])


@by_import
def accept_people(*, municipality: Municipality, plan: RosterPlan, by) -> list[User]:
    """All of them or none; the new people."""
    people = [row.outcome for row in plan.rows if row.verdict in (RosterVerdict.NEW, RosterVerdict.CHANGED)]
    return take_in_people(municipality=municipality, people=people, by=by)


class _PersonPlanner:
    def __init__(self, municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str], by: User):
        self.municipality, self.answers = municipality, answers
        self.roles = roles_given_by(by, municipality.pk)
        known = schools_by_key(municipality, with_full_names=True)
        self.by_key = {key: school for key, school in known.items() if school.is_active}
        self.schools = sorted(set(self.by_key.values()), key=lambda school: school.name_key)
        # «ФИО директора»
        named = dict(zip(roster.keys, roster.headings, strict=True)).get("full_name", "")
        self.heading = named if re.search(r"директор|руководител", named, re.I) else ""
        # Of people elsewhere no more is told than that the address is known.
        self.seen = {person.user.pk for person in people_of(municipality, seen_by=by)}
        emails = {row.facts["email"].lower() for row in roster.rows if "email" in row.facts}
        self.known = {user.email.lower(): user for user in User.objects.filter(email__in=emails)}
        places = Membership.objects.filter(user__in=self.known.values())
        self.places = {(each.user_id, each.role, each.school_id or each.municipality_id) for each in places}
        self.names: dict[str, tuple[int, str]] = {}
        self.taken: dict[tuple, int] = {}

    def row(self, placed: PlacedRow) -> RosterRow:
        facts = {name: " ".join(text.split()) for name, text in placed.facts.items()}
        if "surname" in facts:
            parts = (facts.get(name, "") for name in ("surname", "first_name", "patronymic"))
            facts["full_name"] = " ".join(filter(None, parts))
        name, email = facts.get("full_name", ""), facts.get("email", "").lower()
        row = RosterRow(placed.number, name or email, RosterVerdict.LEFT)
        if fault := self._fault(name, email, facts.get("position", "")):
            row.title = row.title or " · ".join(facts.values())[:120]
            row.notes.append(fault)
            return row
        number, first_name = self.names.setdefault(email, (placed.number, name))
        if natural_key(first_name) != natural_key(name):
            row.notes.append(f"Адрес {email} уже у строки {number}, у «{first_name}»: у каждого должен быть свой.")
            return row
        person = self._known_person(row, email, name)
        role = self._role(row, facts)
        school = self._school(row, facts, role) if role in (*_OF_SCHOOLS, None) else None
        if role and role not in _OF_SCHOOLS and facts.get("school"):
            row.notes.append(f"Роль «{role.label}» — на весь муниципалитет; школа «{facts['school'][:80]}» не нужна.")
        if row.is_open or row.is_skipped:
            return row.settle(RosterVerdict.NEW, None)
        mark = (email, role, school and school.pk)
        if mark in self.taken:
            row.notes.append(f"То же в строке {self.taken[mark]}: эта строка не вносится.")
            return row
        self.taken[mark] = placed.number
        outcome = PersonFacts(email, name, facts.get("position", ""), role, school)
        row.changes = [("электронная почта", "", email), ("роль", "", f"{role.label}, {school or self.municipality}")]
        if person is None:
            return row.settle(RosterVerdict.NEW, outcome)
        is_there = (person.pk, role, (school or self.municipality).pk) in self.places
        row.changes = [] if is_there else row.changes[1:]
        return row.settle(RosterVerdict.SAME if is_there else RosterVerdict.CHANGED, outcome)

    def _fault(self, name: str, email: str, position: str) -> str:
        if not email:
            return "Нет адреса почты, а портал узнаёт человека по нему: строка не вносится."
        try:
            validate_email(email)
        except ValidationError:
            return f"«{email[:80]}» — не адрес почты: строка не вносится."
        if not name:
            return "Нет фамилии и имени: строка не вносится."
        if len(name) > 200 or len(position) > 300:
            return "Имя или должность слишком длинные: проверьте столбцы."
        return ""

    def _known_person(self, row: RosterRow, email: str, name: str) -> User | None:
        person = self.known.get(email)
        if person is None:
            return None
        if person.pk not in self.seen:
            row.notes.append(
                "Человек с этим адресом уже есть в портале: получит роль, имя и пароль останутся прежними."
            )
            label = "Это тот же человек?"
        else:
            if not person.is_active:
                row.notes.append("Вход этому человеку закрыт и останется закрытым.")
            if natural_key(person.full_name) == natural_key(name):
                return person
            label = f"В портале под этим адресом «{person.full_name}». Это тот же человек?"
        choices = [(_SAME, "да, имя оставить прежним")]
        row.questions.append(RosterQuestion.asked(f"person-{row.number}", label, choices, self.answers))
        return person

    def _role(self, row: RosterRow, facts: Mapping[str, str]) -> Role | None:
        """By the column of roles, the position, or the heading above the names; a deputy's role is asked."""
        words = facts.get("role") or facts.get("position") or self.heading
        told = next((role for role, pattern in _ROLES if re.search(pattern, words, re.I)), None)
        if told in self.roles and not _DEPUTY.search(words):
            return told
        if told == Role.ADMINISTRATOR:
            row.notes.append("Администратора назначает администратор портала.")
        label = f"Какая роль? В списке: {words[:80]}" if words else "Какая роль?"
        choices = [(role.value, role.label) for role in self.roles]
        question = RosterQuestion.asked(f"role-{row.number}", label, choices, self.answers)
        row.questions.append(question)
        return Role(question.chosen) if question.chosen in self.roles else None

    def _school(self, row: RosterRow, facts: Mapping[str, str], role: Role | None) -> School | None:
        words = facts.get("school", "")
        if school := self.by_key.get(natural_key(words)):
            return school
        if not words and role != Role.DIRECTOR:
            return None
        if role is None:
            return None  # asked when the role is known
        near = near_schools(words, self.schools) if words else []
        same = same_but_for_the_form(words, near)
        choices = [(str(school.pk), str(school)) for school in near]
        if role == Role.OBSERVER:
            choices.append((_EVERYWHERE, "весь муниципалитет"))
        choices += [(str(school.pk), str(school)) for school in self.schools if school not in near]
        label = f"Какая школа? В списке: {words[:80]}" if words else "Какая школа?"
        proposed = str(same.pk) if same else ""
        question = RosterQuestion.asked(f"school-{row.number}", label, choices, self.answers, proposed)
        row.questions.append(question)
        return next((school for school in self.schools if str(school.pk) == question.chosen), None)
