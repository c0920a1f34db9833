"""Removes a person's data (152-ФЗ)."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.erasing import erase_words
from portal.history.models import Change
from portal.locking import lock_record
from portal.refusals import Refusal
from portal.text.keys import natural_key
from schools.access.models import Membership
from schools.personal.holdings import holdings_of

REMOVED = "Удалённый человек № {}"


@transaction.atomic
def remove_person(*, person: User, reason: str, by) -> dict[str, int]:
    """Remove a person's data, and return how many records of what were removed.

    Name, e-mail and position are replaced, sessions end, and records of the person's own are deleted. The person's id
    stays, since the journal and other records refer to it. Issued documents keep the names in them: they are official
    acts of the department, kept by the rules of archives (152-ФЗ, part 1 of article 6, points 2 and 4).
    """
    person = lock_record(person)
    if not reason.strip():
        raise Refusal("Напишите основание: заявление человека или решение, с датой. Оно останется в журнале.")
    everywhere = Membership.objects.filter(
        role=Role.ADMINISTRATOR, municipality=None, school=None, user__is_active=True
    )
    if everywhere.filter(user=person).exists() and not everywhere.exclude(user=person).exists():
        raise Refusal("Это единственный администратор всего портала. Сначала назначьте другого.")
    email, gone = person.email, {}
    about = Q(subject_type=ContentType.objects.get_for_model(User), subject_id=person.pk)
    for each in [each for each in holdings_of(person) if each.is_own]:
        numbers = list(each.records.values_list("pk", flat=True))
        about |= Q(subject_type=ContentType.objects.get_for_model(each.key.model), subject_id__in=numbers)
        if numbers:
            each.records.delete()
            gone[each.name] = len(numbers)
    _replace(person)
    gone["Сеансы"] = _end_sessions(person)
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(username__iexact=email).delete()
    words = Change.objects.filter(about | Q(pk__in=_find_naming(email)))
    gone["Записи журнала, содержание которых удалено"] = erase_words(
        entries=words, about=person, reason=reason.strip(), by=by
    )
    return gone


def _find_naming(email: str) -> list[int]:
    """Return the ids of entries of the journal in which the e-mail stands, whatever they are about."""
    alike = Change.objects.filter(words_key__contains=natural_key(email))
    return [each.pk for each in alike.iterator() if email.lower() in f"{each.before} {each.after}".lower()]


def _replace(person: User) -> None:
    person.full_name = REMOVED.format(person.pk)
    person.email, person.position, person.is_active = f"removed-{person.pk}@removed.invalid", "", False
    person.last_login = None
    person.set_unusable_password()
    person.save()


def _end_sessions(person: User) -> int:
    sessions = Session.objects.filter(expire_date__gt=timezone.now())
    own = [each.pk for each in sessions.iterator() if each.get_decoded().get("_auth_user_id") == str(person.pk)]
    return Session.objects.filter(pk__in=own).delete()[0]
