"""People entered with their roles, changed, and invited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from portal.accounts.invitations import DAYS, invite
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from portal.letters.models import SECRET, Letter
from portal.letters.sending import address, greeting, write_letter
from portal.refusals import Refusal
from schools.access.models import Membership
from schools.directory.models import Municipality, School
from schools.people.permissions import may_change_person, roles_given_by
from schools.people.queries import ListedPerson

ENTERED = "человек заведён"


class PersonRefused(Refusal):
    """A person can't be entered or changed so."""


@dataclass(frozen=True)
class PersonFacts:
    """One person in one role; the school where the role is of a school."""

    email: str
    full_name: str
    position: str
    role: Role
    school: School | None = None


@transaction.atomic
def take_in_people(*, municipality: Municipality, people: Iterable[PersonFacts], by) -> list[User]:
    """Those who are new, without a password; who is known by the address gets the role and keeps everything else."""
    given, new, history = roles_given_by(by, municipality.pk), [], []
    people = list(people)
    known = {
        user.email.lower(): user for user in User.objects.filter(email__in=[each.email.lower() for each in people])
    }
    for facts in people:
        if facts.role not in given:
            raise PersonRefused(f"Роль «{facts.role.label}» даёт администратор портала. Выберите другую.")
        _check_place(facts, municipality)
        user = known.get(facts.email.lower())
        if user is None:
            user = User.objects.create_user(facts.email, None, full_name=facts.full_name, position=facts.position)
            known[user.email] = user
            new.append(user)
            history.append(Recorded(user, ENTERED, {}, {"email": user.email, "full_name": user.full_name}))
        place = {"school": facts.school} if facts.school else {"municipality": municipality}
        _, is_new = Membership.objects.get_or_create(user=user, role=facts.role, **place)
        if is_new:
            place = str(facts.school or municipality)
            history.append(Recorded(user, "роль дана", {}, {"role": facts.role.value, "place": place}))
    record_changes(history, by=by)
    return new


def _check_place(facts: PersonFacts, municipality: Municipality) -> None:
    if facts.school and facts.school.municipality_id != municipality.pk:
        raise PersonRefused(f"Школа «{facts.school}» в другом муниципалитете.")
    if facts.role == Role.DIRECTOR and not facts.school:
        raise PersonRefused(f"{facts.full_name}: укажите, какой школы это директор.")
    if facts.school and facts.role not in (Role.DIRECTOR, Role.OBSERVER):
        raise PersonRefused(
            f"{facts.full_name}: у роли «{facts.role.label}» школы не бывает, она на весь муниципалитет."
        )


@transaction.atomic
def change_person(
    *, person: User, municipality: Municipality, facts: Mapping[str, object], roles_taken: Iterable[int] = (), by
) -> None:
    """Name, position, whether they may log in; and roles taken away, of which one must be left."""
    person = User.objects.select_for_update().get(pk=person.pk)
    memberships = list(person.memberships.select_related("school", "municipality"))
    if not may_change_person(by, person, municipality.pk, memberships):
        raise PersonRefused("Этого человека меняет администратор: у него есть роли не в вашем подчинении.")
    taken = [each for each in memberships if each.pk in set(roles_taken)]
    if len(taken) == len(memberships):
        raise PersonRefused("Оставьте хотя бы одну роль. Уволенному закройте вход: снимите «Может входить».")
    before = {name: getattr(person, name) for name in facts if getattr(person, name) != facts[name]}
    history = [Recorded(person, "роль снята", {"role": each.role, "place": str(each)}, {}) for each in taken]
    Membership.objects.filter(pk__in=[each.pk for each in taken]).delete()
    if before:
        for name in before:
            setattr(person, name, facts[name])
        person.save(update_fields=[*before, "name_key"])
        history.append(Recorded(person, "человек изменён", before, {name: facts[name] for name in before}))
    record_changes(history, by=by)


@transaction.atomic
def make_codes(*, people: Iterable[ListedPerson], by) -> list[tuple[ListedPerson, str]]:
    """One-time codes for those who have no password yet; told here only, and nowhere kept."""
    codes = [(person, invite(person.user)) for person in people if person.may_be_invited]
    record_changes([Recorded(person.user, "код приглашения выдан") for person, _ in codes], by=by)
    return codes


@transaction.atomic
def write_invitations(*, municipality: Municipality, people: Iterable[ListedPerson], by) -> list[Letter]:
    """Letters that wait to be sent, each with its own link, which the portal forgets when the letter is gone."""
    department = getattr(municipality, "department", None)
    sender = department.name if department else str(municipality)
    return [
        write_letter(
            to=person.user,
            about=person.user,
            subject="Приглашение в портал результатов школ",
            body=_LETTER.format(
                greeting=greeting(person.user.full_name),
                sender=sender,
                email=person.user.email,
                secret=SECRET,
                days=DAYS,
                roles="; ".join(str(each) for each in person.memberships),
            ),
            sender_name=sender,
            reply_to=by.email,
            secret=address(reverse("invitation-link", args=[code])),
        )
        for person, code in make_codes(people=people, by=by)
    ]


_LETTER = """{greeting}

Вас пригласили в портал результатов школ. Приглашает: {sender}.
Ваша роль: {roles}.

Откройте ссылку и придумайте пароль:
{secret}

Дальше входите с почтой {email} и этим паролем.
Ссылка действует {days} дней и только один раз; никому её не пересылайте.
"""
