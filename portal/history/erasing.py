"""Removes personal data from entries as the law may demand (152-ФЗ); the entries stay, and the chain stays intact."""

from django.db import models, transaction

from portal.history.actions import Recorded, record_changes
from portal.history.models import Change
from portal.history.verifying import ENTRIES, ERASED


@transaction.atomic
def erase_words(*, entries: models.QuerySet[Change], about: models.Model, reason: str, by) -> int:
    """Replace the words of entries by their digest, record which entries these were, and return how many."""
    gone = []
    for entry in entries.filter(erased_digest="").iterator():
        # The only place that changes entries, bypassing the queryset that refuses it.
        models.QuerySet(Change).filter(pk=entry.pk).update(
            before={}, after={}, reason="", subject_name="", words_key="", salt="",
            erased_digest=entry.digest_of_contents,
        )  # fmt: skip
        gone.append(entry.pk)
    record_changes([Recorded(about, ERASED, after={ENTRIES: gone}, reason=reason)], by=by)
    return len(gone)
