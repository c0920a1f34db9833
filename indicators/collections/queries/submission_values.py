from indicators.collections.models import Submission
from indicators.collections.queries.sent_changes import SentChange, changes_after_sending
from indicators.values.grid.table import Grid
from indicators.values.locks import locks_for
from indicators.values.queries.grid import submission_grid


def submission_values(submission: Submission, user) -> tuple[Grid, list[SentChange]]:
    """The grid of what the school is asked for, and the values changed after it had sent them."""
    collection, school = submission.collection, submission.school
    changed = changes_after_sending(collection, [submission]).get(submission.pk, [])
    grid = submission_grid(
        school,
        collection.period,
        list(collection.indicators.all()),
        locks=locks_for(user, school.municipality_id, [school.pk]),
        changed={each.indicator.pk: f"После отправки: «{each.was}» → «{each.now}», {each.by}" for each in changed},
    )
    return grid, changed
