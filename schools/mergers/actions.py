"""Joins a school to another one."""

from collections.abc import Collection

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from schools.access.models import Membership
from schools.directory.actions import keep_former_name
from schools.directory.changes import directory_changed
from schools.directory.models import FormerName, Municipality, School
from schools.mergers.movers import movers


class MergerRefused(Refusal):
    """The two schools can't be joined."""


@transaction.atomic
def merge_schools(*, absorbed: School, into: School, taken: Collection[str], by) -> None:
    """Move values, answers, assignments with reports, people and names to `into`, and close the absorbed school.

    What both schools have stays as it is in `into`, except for conflicts whose keys are in `taken`. Nothing that people
    wrote is deleted: what isn't taken stays with the closed school. Issued documents, kept lists and runs don't change.
    Raises MergerRefused if the schools can't be joined.
    """
    Municipality.objects.select_for_update().get(pk=absorbed.municipality_id)
    absorbed.refresh_from_db()
    into.refresh_from_db()
    if absorbed.pk == into.pk or absorbed.municipality_id != into.municipality_id:
        raise MergerRefused("Присоединить школу можно только к другой школе того же муниципалитета.")
    if absorbed.merged_into_id or not into.is_active:
        raise MergerRefused("Одна из этих школ уже закрыта или присоединена. Откройте список школ заново.")
    for mover in movers():
        mover.move(absorbed=absorbed, into=into, taken=frozenset(taken), by=by)
    history = _move_people(absorbed, into)
    people = [str(each.subject) for each in history]
    names = _move_names(absorbed, into)
    earlier = School.objects.filter(merged_into=absorbed)
    history += [
        Recorded(each, "школа присоединена", {"merged_into": absorbed.name}, {"merged_into": into.name})
        for each in earlier
    ]
    earlier.update(merged_into=into)
    before = {"is_active": absorbed.is_active}
    absorbed.is_active, absorbed.merged_into = False, into
    absorbed.save(update_fields=["is_active", "merged_into"])
    after = {"is_active": False, "merged_into": into.name}
    joined = {"absorbed": absorbed.name, "people": people, "names": names}
    record_changes(
        [
            *history,
            Recorded(absorbed, "школа присоединена", before, after),
            Recorded(into, "к школе присоединена другая", {}, joined),
        ],
        by=by,
    )
    directory_changed(absorbed.municipality, by=by)


def _move_people(absorbed: School, into: School) -> list[Recorded]:
    """Move the people's roles, and return the people; who has the same role in both schools keeps it once."""
    there = set(Membership.objects.filter(school=into).values_list("user", "role"))
    moved = []
    for membership in Membership.objects.filter(school=absorbed).select_related("user"):
        role = {"role": membership.get_role_display()}
        moved.append(
            Recorded(membership.user, "роль перешла", role | {"place": absorbed.name}, role | {"place": into.name})
        )
        if (membership.user_id, membership.role) in there:
            membership.delete()
        else:
            membership.school = into
            membership.save(update_fields=["school"])
    return moved


def _move_names(absorbed: School, into: School) -> list[str]:
    names = []
    for former in FormerName.objects.filter(school=absorbed):
        keep_former_name(into, former.name)
        names.append(former.name)
        former.delete()  # a former name of two schools would mean neither
    keep_former_name(into, absorbed.name)
    return names
