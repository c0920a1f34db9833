"""Enters people with their roles, changes them, and invites them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from portal.accounts.invitations import DAYS, DAYS_OF_FORGOTTEN, invite
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from portal.letters.mail_way import can_send_letters
from portal.letters.models import SECRET, Letter
from portal.letters.sending import address, greeting, try_again, write_letter
from portal.locking import lock_record
from portal.refusals import Refusal
from portal.text.plurals import counted
from schools.access.models import Membership
from schools.directory.changes import directory_changed
from schools.directory.models import Municipality, School
from schools.people.permissions import may_change_person, roles_given_by
from schools.people.queries import ListedPerson

ENTERED = "человек заведён"


class PersonRefused(Refusal):
    """The person can't be entered or changed like this."""


@dataclass(frozen=True)
class PersonFacts:
    """One person in one role, with the school if the role is in a school."""

    email: str
    full_name: str
    position: str
    role: Role
    school: School | None = None


@transaction.atomic
def take_in_people(*, municipality: Municipality, people: Iterable[PersonFacts], by) -> list[User]:
    """Enter people with their roles, and return those who are new, who have no password yet.

    A person whose e-mail is known gets the role, and everything else of them stays. Raises PersonRefused, entering
    nobody, if a role may not be given or doesn't fit its place.
    """
    given, new, history = roles_given_by(by, municipality.pk), [], []
    people = list(people)
    # The lock keeps two requests at once from creating two people with one address.
    lock_record(municipality)
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
            history.append(Recorded(user, "роль дана", {}, {"role": facts.role.label, "place": place}))
    record_changes(history, by=by)
    if history:
        directory_changed(municipality, by=by)
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
    """Change name, position and whether the person may log in, and remove the roles with ids in `roles_taken`.

    Raises PersonRefused if no role would be left, or if the user may not change this person.
    """
    person = lock_record(person)
    memberships = list(person.memberships.select_related("school", "municipality"))
    if not may_change_person(by, person, municipality.pk, memberships):
        raise PersonRefused("Этого человека меняет администратор: у него есть роли не в вашем подчинении.")
    taken = [each for each in memberships if each.pk in set(roles_taken)]
    if len(taken) == len(memberships):
        raise PersonRefused("Оставьте хотя бы одну роль. Уволенному закройте вход: снимите «Может входить».")
    before = {name: getattr(person, name) for name in facts if getattr(person, name) != facts[name]}
    roles = [{"role": each.get_role_display(), "place": str(each)} for each in taken]
    history = [Recorded(person, "роль снята", role, {}) for role in roles]
    Membership.objects.filter(pk__in=[each.pk for each in taken]).delete()
    if before:
        for name in before:
            setattr(person, name, facts[name])
        person.save(update_fields=[*before, "name_key"])
        history.append(Recorded(person, "человек изменён", before, {name: facts[name] for name in before}))
    record_changes(history, by=by)
    if taken or {"full_name", "is_active"} & set(before):
        directory_changed(municipality, by=by)


@transaction.atomic
def make_codes(*, people: Iterable[ListedPerson], by) -> list[tuple[ListedPerson, str]]:
    """Make one-time codes for people without a password; they are returned here and kept nowhere."""
    codes = [(person, invite(person.user)) for person in people if person.may_be_invited]
    record_changes([Recorded(person.user, "код приглашения выдан") for person, _ in codes], by=by)
    return codes


@transaction.atomic
def make_password_code(*, person: ListedPerson, by) -> str:
    """Make a one-time code for a person who has forgotten their password, and return it; it is kept nowhere.

    The old password stays valid until the person sets another. The person is informed by a letter if letters can be
    sent, so that nobody's password is replaced without their knowledge. Raises PersonRefused if no code is needed.
    """
    if not person.may_get_password_code:
        raise PersonRefused(f"{person.user}: код для нового пароля не нужен, пароля ещё нет или вход закрыт.")
    code = invite(person.user, days=DAYS_OF_FORGOTTEN)
    record_changes([Recorded(person.user, "код для нового пароля выдан")], by=by)
    if can_send_letters():
        body = _CODE_GIVEN.format(
            greeting=greeting(person.user.full_name), by=by.full_name, days=counted(DAYS_OF_FORGOTTEN, *_DAYS)
        )
        write_letter(to=person.user, about=person.user, subject="Выдан код для нового пароля", body=body)
        try_again.enqueue()
    return code


_DAYS = "день", "дня", "дней"
_CODE_GIVEN = """{greeting}

Вам выдан код, по которому задают новый пароль в портале результатов школ. Выдал код: {by}.
Код действует {days} и один раз, прежний пароль — пока вы не зададите новый.

Если вы об этом просили, ничего делать не надо.
Если не просили — позвоните тому, кто выдал код, и смените пароль: тогда код перестанет действовать.
"""


@transaction.atomic
def write_invitations(*, municipality: Municipality, people: Iterable[ListedPerson], by) -> list[Letter]:
    """Write invitations, to be sent later, each with its own link; the portal forgets the link once it is sent."""
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
                days=counted(DAYS, *_DAYS),
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
Ссылка действует {days} и только один раз; никому её не пересылайте.
"""
