"""Changes a collection that schools already see, and closes, withdraws or resumes it."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from indicators.catalogue.models import Indicator
from indicators.collections.actions import WrongStep
from indicators.collections.models import Collection, Submission
from portal.history.actions import Recorded, record_changes
from portal.letters.models import Letter
from portal.locking import lock_record
from schools.archive.actions import delete_kept
from schools.directory.models import School

_MOST_NAMED = 5


@transaction.atomic
def change_collection(
    collection: Collection,
    *,
    title: str,
    due_on: datetime.date,
    indicators: Iterable[Indicator],
    schools: Iterable[School],
    by,
) -> Collection:
    """Change what is asked, of whom and until when; values already entered stay.

    Raises WrongStep if a school that is taken away has already sent its answer.
    """
    collection = _lock(collection)
    before, after = {}, {}
    for name, value in (("title", title), ("due_on", due_on)):
        if (was := getattr(collection, name)) != value:
            before[name], after[name] = str(was), str(value)
            setattr(collection, name, value)
    before["indicators"], after["indicators"] = _change_indicators(collection, indicators)
    before["schools"], after["schools"] = _change_schools(collection, schools, by=by)
    before, after = ({name: value for name, value in each.items() if value} for each in (before, after))
    if before or after:
        collection.save()
        record_changes([Recorded(collection, "сбор изменён", before, after)], by=by)
    return collection


@transaction.atomic
def set_state(collection: Collection, state: Collection.State, *, by) -> Collection:
    """Close, withdraw or resume the collection.

    Raises WrongStep if its state doesn't allow that, or if it is to be withdrawn and schools have answered.
    """
    collection = _lock(collection)
    if not Collection.TRANSITIONS.leads(collection.state, state):
        raise WrongStep(f"Сбор уже {collection.get_state_display()}.")
    if state == Collection.State.WITHDRAWN:
        answered = list(collection.submissions.with_department().select_related("school"))
        if answered:
            raise WrongStep(
                f"Уже отправили: {_names(answered)}. Отозвать сбор нельзя, чтобы их работа не пропала: "
                "закройте его или верните им ответы."
            )
    was, collection.state = collection.state, state
    collection.save(update_fields=["state"])
    Letter.objects.about(collection.submissions.all()).withdraw()  # nothing is awaited of a collection that is over
    record_changes([Recorded(collection, f"сбор {state.as_done}", {"state": was}, {"state": state})], by=by)
    return collection


def _lock(collection: Collection) -> Collection:
    return lock_record(collection)


def _change_indicators(collection: Collection, indicators: Iterable[Indicator]) -> tuple[list[str], list[str]]:
    """Set the indicators; returns the names of those taken away and of those added."""
    old, new = set(collection.indicators.all()), set(indicators)
    collection.indicators.set(new)
    return sorted(map(str, old - new)), sorted(map(str, new - old))


def _change_schools(collection: Collection, schools: Iterable[School], *, by) -> tuple[list[str], list[str]]:
    submissions = collection.submissions.select_for_update(of=("self",)).select_related("school")
    old, new = {each.school: each for each in submissions}, set(schools)
    gone = [submission for school, submission in old.items() if school not in new]
    if sent := [each for each in gone if each.status in (Submission.Status.SENT, Submission.Status.ACCEPTED)]:
        raise WrongStep(f"Уже отправили: {_names(sent)}. Чтобы убрать из сбора, сначала верните ответ с замечанием.")
    if gone:
        delete_kept(gone, by=by, name=f"Школы сбора «{collection}»: {_names(gone)}", within=collection)
    added = new - old.keys()
    Submission.objects.bulk_create(Submission(collection=collection, school=school) for school in added)
    return sorted(str(each.school) for each in gone), sorted(map(str, added))


def _names(submissions: Sequence[Submission]) -> str:
    names = ", ".join(str(each.school) for each in submissions[:_MOST_NAMED])
    return f"{names} и ещё {len(submissions) - _MOST_NAMED}" if len(submissions) > _MOST_NAMED else names
