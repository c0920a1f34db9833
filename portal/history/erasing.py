"""Words of entries removed as the law asks (152-ФЗ); that they happened stays, and the chain stays whole."""

from django.db import models, transaction

from portal.history.actions import Recorded, record_changes
from portal.history.models import Change
from portal.history.verifying import ENTRIES, ERASED


@transaction.atomic
def erase_words(*, entries: models.QuerySet[Change], about: models.Model, reason: str, by) -> int:
    """How many had words to remove. Their digest takes their place; which they were is an entry of its own."""
    gone = []
    for entry in entries.filter(erased_digest="").iterator():
        # The only writing into entries besides their own: past what refuses it.
        models.QuerySet(Change).filter(pk=entry.pk).update(
            before={}, after={}, reason="", subject_name="", words_key="", salt="",
            erased_digest=entry.digest_of_contents,
        )  # fmt: skip
        gone.append(entry.pk)
    record_changes([Recorded(about, ERASED, after={ENTRIES: gone}, reason=reason)], by=by)
    return len(gone)
