"""Plans what a list of people would change in a municipality, and accepts it."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.circumstances import by_import
from portal.text.keys import natural_key
from portal.text.names import acting_apart, acting_as
from schools.access.models import Membership
from schools.directory.models import Municipality, School
from schools.directory.name_words import name_words
from schools.directory.queries import schools_by_key
from schools.people.actions import PersonFacts, take_in_people
from schools.people.permissions import roles_given_by
from schools.people.queries import people_of
from schools.rosters.columns import PlacedRoster, PlacedRow, email_in, emails_meant_by, person_in
from schools.rosters.plan import (
    RosterPlan,
    RosterQuestion,
    RosterRow,
    RosterVerdict,
    names_of,
    near_schools,
)

_OF_SCHOOLS = (Role.DIRECTOR, Role.OBSERVER)
_SAME = "same"
_EVERYWHERE = "all"
_WIDE = "на весь муниципалитет"
_DEPUTY = re.compile(r"зам\b|зам\.|заместител|завуч|и\.\s*о\.|врио|секретар|помощник", re.I)
_ROLES = (
    (Role.ADMINISTRATOR, r"администратор"),
    (Role.COORDINATOR, r"координатор"),
    (Role.OBSERVER, r"наблюдател"),
    (Role.SPECIALIST, r"специалист|методист|инспектор"),
    (Role.DIRECTOR, r"директор"),
)
# Means a director only beside a school's name, because a department has a head too.
_HEAD = re.compile(r"^(и\.?\s?о\.?\s?)?(руководител\w+|заведующ\w+)( (школ\w*|о[оу]|учрежден\w*|организац\w*))?$", re.I)
_ACTING = re.compile(r"\bи\.?\s?о\b|врио|исполняющ", re.I)
_LONGEST_WORKPLACE = 500
# A school and a position in one cell: «Луговская СОШ, заместитель директора».
_WORKPLACE = re.compile(
    r"^(.*\S)\s*[,;–—]\s*([^,;«»\"]*(?:директор|зам\b|зам\.|завед|завуч|методист|специалист|начальник|руковод|учител|инспектор)"
    r"[^«»\"]*)$",
    re.I,
)


def plan_people(municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str], *, by) -> RosterPlan:
    planner = _PersonPlanner(municipality, roster, answers, by)
    return RosterPlan([planner.row(row) for row in roster.rows])


@by_import
def accept_people(*, municipality: Municipality, plan: RosterPlan, by) -> list[User]:
    """Add the people and give them their roles, all or none; return the new people."""
    people = [row.outcome for row in plan.rows if row.verdict in (RosterVerdict.NEW, RosterVerdict.CHANGED)]
    return take_in_people(municipality=municipality, people=people, by=by)


def _possible_addresses(written: str) -> list[str]:
    """Return the addresses that an invalid one may mean; none for a valid one."""
    try:
        validate_email(written)
    except ValidationError:
        return emails_meant_by(written)
    return []


class _PersonPlanner:
    """Plans the rows of a list one by one; `taken` has the rows that gave a person the same role already."""

    def __init__(self, municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str], by: User):
        self.municipality, self.answers = municipality, answers
        self.roles = roles_given_by(by, municipality.pk)
        known = schools_by_key(municipality, with_full_names=True)
        self.by_key = {key: school for key, school in known.items() if school.is_active}
        self.schools = sorted(set(self.by_key.values()), key=lambda school: school.name_key)
        self.school_names = names_of(set(known.values()))
        # «ФИО директора»
        self.headings = [
            heading for key, heading in zip(roster.keys, roster.headings, strict=True) if key == "full_name"
        ]
        # Of people elsewhere no more is told than that the address is known.
        self.seen = {person.user.pk for person in people_of(municipality, seen_by=by)}
        emails = {email_in(row.facts["email"]).lower() for row in roster.rows if "email" in row.facts}
        emails |= {each for email in emails for each in emails_meant_by(email)}
        self.known = {user.email.lower(): user for user in User.objects.filter(email__in=emails)}
        places = Membership.objects.filter(user__in=self.known.values())
        self.places = {(each.user_id, each.role, each.school_id or each.municipality_id) for each in places}
        self.names: dict[str, tuple[int, str]] = {}
        self.taken: dict[tuple, int] = {}

    def row(self, placed: PlacedRow) -> RosterRow:
        """Return what a row would do: a new person, a role for a known one, questions, or nothing."""
        facts = {name: " ".join(text.split()) for name, text in placed.facts.items()}
        if "surname" in facts:
            parts = (facts.get(name, "") for name in ("surname", "first_name", "patronymic"))
            facts["full_name"] = " ".join(filter(None, parts))
        if workplace := _WORKPLACE.match(facts.get("workplace", "")[:_LONGEST_WORKPLACE]):
            facts["school"], facts["position"] = workplace.groups()
        written = facts.get("full_name", "")
        name, post = person_in(written)
        is_acting, _ = acting_apart(written)
        if is_acting and facts.get("position"):
            facts["position"] = acting_as(facts["position"])
        elif post and "position" not in facts:
            facts["position"] = post
        email = email_in(facts.get("email", "")).lower()
        row = RosterRow(placed.number, name or email, RosterVerdict.LEFT, mark=placed.mark)
        email = self._find_address(row, email)
        if row.is_open or row.is_skipped:
            self._find_role_and_school(row, facts)  # so that all of the row's questions are asked at once
            return row.settle(RosterVerdict.NEW, None)
        if fault := self._find_fault(name, email, facts.get("position", "")):
            row.title = row.title or " · ".join(facts.values())[:120]
            row.notes.append(fault)
            return row
        number, first_name = self.names.setdefault(email, (placed.number, name))
        if natural_key(first_name) != natural_key(name):
            row.notes.append(f"Адрес {email} уже у строки {number}, у «{first_name}»: у каждого должен быть свой.")
            return row
        person = self._find_person(row, email, name)
        role, school = self._find_role_and_school(row, facts)
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

    def _find_role_and_school(self, row: RosterRow, facts: Mapping[str, str]) -> tuple[Role | None, School | None]:
        role = self._find_role(row, facts)
        return role, self._find_school(row, facts, role) if role in (*_OF_SCHOOLS, None) else None

    def _find_address(self, row: RosterRow, email: str) -> str:
        """Return the address; ask if the cell has two or a misspelt one, because the address decides who gets in."""
        if not (choices := _possible_addresses(email)):
            return email
        label = f"Какой адрес верен? В списке: {email[:80]}"
        question = RosterQuestion.build(f"email-{row.mark}", label, [(each, each) for each in choices], self.answers)
        row.questions.append(question)
        return question.chosen

    def _find_fault(self, name: str, email: str, position: str) -> str:
        """Return why the row can't be taken in, or an empty string."""
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

    def _find_person(self, row: RosterRow, email: str, name: str) -> User | None:
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
        row.questions.append(RosterQuestion.build(f"person-{row.mark}", label, choices, self.answers))
        return person

    def _find_role(self, row: RosterRow, facts: Mapping[str, str]) -> Role | None:
        """Return the role by its column, the position, or the heading above the names; ask if that isn't certain.

        A deputy's role is asked about, and so is a municipal role beside a school's name, because a school's own
        specialist isn't the department's.
        """
        words = facts.get("role") or facts.get("position") or self._position_in_heading(row)
        told = next((role for role, pattern in _ROLES if re.search(pattern, words, re.I)), None)
        if told is None and _HEAD.match(words) and self._names_school(facts.get("school", "")):
            told = Role.DIRECTOR
        is_too_wide = told not in _OF_SCHOOLS and self._names_school(facts.get("school", ""))
        is_deputy = bool(_DEPUTY.search(words))
        if told in self.roles and not is_too_wide and not is_deputy:
            return told
        if told == Role.ADMINISTRATOR:
            row.notes.append("Администратора назначает администратор портала.")
        label = f"Какая роль? В списке: {words[:80]}" if words else "Какая роль?"
        choices = [(role.value, role.label if role in _OF_SCHOOLS else f"{role.label}: {_WIDE}") for role in self.roles]
        alike = f"{told or 'role'}{'-deputy' * is_deputy}{'-of-school' * is_too_wide}"
        proposed = told.value if told == Role.DIRECTOR and _ACTING.search(words) else ""
        question = RosterQuestion.build(f"role-{row.mark}", label, choices, self.answers, proposed, alike)
        row.questions.append(question)
        return Role(question.chosen) if question.chosen in self.roles else None

    def _position_in_heading(self, row: RosterRow) -> str:
        """Return the position in the name's heading: «Заместитель директора» of «Заместитель директора, ФИО»."""
        number = int(row.mark.partition("-")[2] or 0)
        heading = self.headings[number] if number < len(self.headings) else ""
        heading = re.sub(r"[\s,]*(?:фио|ф\.\s?и\.\s?о\.?)\s*$", "", heading, flags=re.I)
        return heading if re.search(r"директор|руководител|заместител", heading, re.I) else ""

    def _names_school(self, words: str) -> bool:
        """Return whether the words are, or may be, the name of one of the municipality's schools."""
        if not words or natural_key(words) in self.by_key:
            return bool(words)
        match = self.school_names.match(words)
        return match.sure is not None or match.likely is not None or bool(near_schools(words, self.schools))

    def _find_school(self, row: RosterRow, facts: Mapping[str, str], role: Role | None) -> School | None:
        """Return the school that is named; ask if it isn't certain, or if a director has none."""
        words = facts.get("school", "")
        if school := self.by_key.get(natural_key(words)):
            return school
        if not words and role != Role.DIRECTOR:
            return None
        if role is None and not name_words(words).kinds:
            return None  # asked when the role is known
        match, active = self.school_names.match(words), {school.pk: school for school in self.schools}
        if match.sure in active:
            return active[match.sure]
        near = [active[pk] for pk in match.near if pk in active] if words else []
        choices = [(str(school.pk), str(school)) for school in near]
        if role == Role.OBSERVER:
            choices.append((_EVERYWHERE, "весь муниципалитет"))
        choices += [(str(school.pk), str(school)) for school in self.schools if school not in near]
        label = f"Какая школа? В списке: {words[:80]}" if words else "Какая школа?"
        proposed = str(match.likely) if match.likely in active else ""
        alike = f"school-{natural_key(words)}"
        question = RosterQuestion.build(f"school-{row.mark}", label, choices, self.answers, proposed, alike)
        row.questions.append(question)
        return next((school for school in self.schools if str(school.pk) == question.chosen), None)
