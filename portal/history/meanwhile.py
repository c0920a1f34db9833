"""Tells what somebody else changed while a form was open, before it is overwritten."""

from itertools import chain

from django.db.models import Model
from django.forms import BaseForm

from portal.forms import sent_number
from portal.history.models import Change
from portal.history.words import words_of

SEEN = "newest_change"  # a form's field: the id of the newest entry about the record when the form was shown


def newest_change(record: Model) -> int:
    return Change.objects.about(record).values_list("pk", flat=True).first() or 0


def refuse_unseen(form: BaseForm, record: Model, *, by) -> None:
    """Add an error to a form that was sent if others have changed the record since it was shown.

    The page shows it with the present `newest_change`, so that it is accepted when it is sent once more.
    """
    if form.is_bound and (told := others_words(record, form.data.get(SEEN), by=by)):
        form.add_error(None, told)


def others_words(record: Model, seen: str | None, *, by) -> str:
    """Return a sentence on what others changed since the entry `seen`; "" if nobody did, or `seen` is unknown.

    It locks the record, and so waits for anybody who is saving it at the same moment.
    """
    if (newest := sent_number(seen)) is None:
        return ""
    type(record)._base_manager.select_for_update().filter(pk=record.pk).first()
    since = list(Change.objects.about(record).filter(pk__gt=newest).exclude(changed_by=by))
    if not since:
        return ""
    words = "; ".join(chain.from_iterable(words_of(type(record), each.after) for each in since))
    who = ", ".join(sorted({str(each.changed_by or "сам портал") for each in since}))
    return f"Пока вы правили, это изменил кто-то ещё ({who}): {words}. Если верно ваше, сохраните ещё раз."
