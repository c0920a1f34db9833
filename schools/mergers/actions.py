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
    """These two can't be joined."""


@transaction.atomic
def merge_schools(*, absorbed: School, into: School, taken: Collection[str], by) -> None:
    """Values, answers, assignments with their reports, people and names go over; the joined school is closed.

    What both have stays as it is in `into`, but for the conflicts whose keys are `taken`. Nothing is deleted that
    somebody wrote: what loses stays with the closed school. Issued documents, kept lists and runs are as they were.
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
    people = _move_people(absorbed, into)
    _move_names(absorbed, into)
    School.objects.filter(merged_into=absorbed).update(merged_into=into)
    before = {"is_active": absorbed.is_active}
    absorbed.is_active, absorbed.merged_into = False, into
    absorbed.save(update_fields=["is_active", "merged_into"])
    after = {"is_active": False, "merged_into": into.name}
    joined = {"absorbed": absorbed.name, "people": people}
    record_changes(
        [
            Recorded(absorbed, "школа присоединена", before, after),
            Recorded(into, "к школе присоединена другая", {}, joined),
        ],
        by=by,
    )
    directory_changed(absorbed.municipality, by=by)


def _move_people(absorbed: School, into: School) -> list[str]:
    """Who has the same role in both keeps it once."""
    there = set(Membership.objects.filter(school=into).values_list("user", "role"))
    moved = []
    for membership in Membership.objects.filter(school=absorbed).select_related("user"):
        if (membership.user_id, membership.role) in there:
            membership.delete()
        else:
            membership.school = into
            membership.save(update_fields=["school"])
        moved.append(str(membership.user))
    return moved


def _move_names(absorbed: School, into: School) -> None:
    for former in FormerName.objects.filter(school=absorbed):
        keep_former_name(into, former.name)
        former.delete()  # a name that two schools had means neither
    keep_former_name(into, absorbed.name)
