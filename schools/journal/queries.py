"""Reads entries of the journal for people, in a fixed number of queries and one more for each kind of record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from portal.accounts.models import User
from portal.history.models import ChainHead, Change
from portal.history.naming import told_name
from portal.history.words import words_of
from schools.access.models import Membership
from schools.directory.models import Municipality

ERASED_WORDS = ["содержание удалено как персональные данные"]


@dataclass(frozen=True)
class JournalLine:
    change: Change
    kind: str
    name: str
    was: list[str]
    became: list[str]


def entries_of(municipality: Municipality) -> QuerySet[Change]:
    """Return the entries about records of the municipality, and about people who have a role in it."""
    within = Q(municipality=municipality) | Q(school__municipality=municipality)
    people = Membership.objects.filter(within).values("user")
    of_people = Q(within=None, subject_type=ContentType.objects.get_for_model(User), subject_id__in=people)
    return Change.objects.filter(Q(within=municipality.pk) | of_people)


def people_in(municipality: Municipality) -> QuerySet[User]:
    """Return people who have a role in the municipality, or who have changed anything there."""
    within = Q(memberships__municipality=municipality) | Q(memberships__school__municipality=municipality)
    did = Change.objects.filter(within=municipality.pk).values("changed_by")
    return User.objects.filter(Q(pk__in=User.objects.filter(within).values("pk")) | Q(pk__in=did)).order_by("name_key")


def kinds_in(municipality: Municipality) -> list[tuple[int, str]]:
    kinds = Change.objects.filter(within=municipality.pk).order_by().values_list("subject_type", flat=True).distinct()
    found = ((number, kind_of(ContentType.objects.get_for_id(number))) for number in kinds)
    return sorted(found, key=lambda choice: choice[1])


def kind_of(kind: ContentType) -> str:
    model = kind.model_class()
    return capfirst(model._meta.verbose_name) if model else "—"


def lines_of(changes: Iterable[Change]) -> list[JournalLine]:
    changes = list(changes)
    names = _read_names(changes)
    return [_build_line(each, names.get((each.subject_type_id, each.subject_id), "")) for each in changes]


def _build_line(change: Change, name: str) -> JournalLine:
    kind = ContentType.objects.get_for_id(change.subject_type_id)
    model = kind.model_class()
    name = change.subject_name or name or f"№ {change.subject_id}"
    if change.is_erased:
        return JournalLine(change, kind_of(kind), name, ERASED_WORDS, [])
    return JournalLine(change, kind_of(kind), name, words_of(model, change.before), words_of(model, change.after))


def _read_names(changes: Sequence[Change]) -> dict[tuple[int, int], str]:
    """Return the present names of records whose entries don't have a name, by kind and id."""
    asked: dict[int, set[int]] = {}
    for each in changes:
        if not each.subject_name and not each.is_erased:
            asked.setdefault(each.subject_type_id, set()).add(each.subject_id)
    found = {}
    for kind, numbers in asked.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model:
            records = model._base_manager.filter(pk__in=numbers).select_related(*getattr(model, "told_by", ()))
            found |= {(kind, record.pk): told_name(record) for record in records}
    return found


def newest_seal() -> str:
    """Return the number and the seal of the newest entry: «12:3f5a…».

    Whoever keeps it can show later that no entry before it has been rewritten.
    """
    head = ChainHead.objects.first()
    return f"{head.number}:{head.seal}" if head else ""
