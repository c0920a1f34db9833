"""What entries of the history need not say about what their transaction wrote, and why (`tests/whole_entries.py`)."""

from django.db import models

from portal.accounts.models import User
from portal.fields import NaturalKeyField

# A key is a model («app.Model»), one of its fields («app.Model.field»), or that its rows are created and deleted
# («app.Model + –»; only those in which a field is empty: «app.Model without field + –»).
UNTOLD = {
    "history.Change": "the history itself",
    "history.ChainLink": "of the history",
    "history.ChainHead": "of the history",
    "history.BulkAction": "of the history: each of its entries names it",
    "schools.Archived": "«Удалённое» itself: what was deleted, and that it came back, is told",
    "sessions.Session": "of log-ins, which are told",
    "admin.LogEntry": "Django's own journal of the administration, beside the portal's",
    "django_tasks_database.DBTaskResult": "the queue of the worker",
    "axes.AccessLog": "of log-ins, which are told",
    "axes.AccessAttempt": "of log-ins that failed, which are told",
    "once.PostedForm": "keys of posted forms, for some hours",
    "heavy.HeavyReading": "a file that waits to be read; what is made of it is told",
    "letters.Letter": "each letter is a record of its own with its attempts, shown in the administration",
    "accounts.Invitation": "a secret: that a code was given, and used, is told of the person",
    "mfa.Authenticator": "a secret: that a second factor came or went is told of the person",
    "indicators.Period + –": "a year has its row since somebody named it first; nothing else is in it",
    "roadmap.ReminderChoice.calendar_token": "a secret: that there is another address is told",
    "roadmap.Evaluation.body": "the method as it was, told by its name and version",
    "accounts.User.password": "a secret: that it was set is told",
    "roadmap.Executors + –": "how words of a plan were understood, read anew when they are needed",
    "roadmap.Executors_schools + –": "of such a reading",
    "roadmap.TermDates + –": "how words of a plan were understood, read anew when they are needed",
    "roadmap.Section.position": "the order in which the entry has the rows",
    "roadmap.PassportItem.position": "the order in which the entry has the rows",
    "indicators.ListedSchool.position": "counted over the list; a school that somebody moves is told with its place",
    "roadmap.IndicatorGroup + –": "known by its title, which stands in the entry beside each of its rows",
    "roadmap.Activity.position": "counted over the plan; what a person moves is told with its place",
    "roadmap.IndicatorRow.position": "the order in which the entry has the rows",
    "roadmap.Stage.position": "the order in which the entry has the stages",
    "roadmap.Assignment + –": "derived from the words of the plan, and how many; nobody has touched those that go",
    "roadmap.Assignment.activity": "the same activity in the revision that took over",
    "roadmap.Assignment.stage": "the same stage in the revision that took over",
    "roadmap.Activity.executors": "which reading of its words: what that says is told of the reading",
    "roadmap.Activity.dates": "which reading of its words",
    "roadmap.Activity.sequence": "counted over the places of the plan, which are told",
    "roadmap.EvaluationRow + –": "what is counted of the year, frozen anew; words that people type are told",
    "roadmap.EvaluationActivity + –": "likewise",
    "reports.OpenProgramme.facts_through": "told in words beside the programme: «показатели, факт по 2026 год»",
    "reports.OpenProgramme.shows_passport": "likewise, there or not there",
    "reports.OpenProgramme.shows_indicators": "likewise",
    "reports.OpenProgramme.shows_roadmap": "likewise",
    "reports.OpenProgramme.shows_evaluation": "likewise",
    "reports.Bundle.message": "which file is being written just now; why a bundle was not made is told",
    "reports.Bundle.step": "how far the worker is",
    "reports.Document.content": "the whole document, never changed; the SHA-256 of its PDF is told",
    "indicators.Value without text + –": "an empty cell, which has its row for what is doubted of it or remarked on it",
    "indicators.Value.number": "how the value's words are read; where otherwise than before, what they meant is told",
    "indicators.Value.read_as": "of that reading",
    "indicators.Value.unit": "of that reading",
    "indicators.Value.read_unit": "of that reading",
    "indicators.Value.reader": "of that reading",
    "indicators.Value.notes": "what is doubted of the value, counted anew from it and its neighbours",
    "*.doubts": "what the reader doubts in the words, read anew with them",
    "*.is_outdated": "that the reader would read the words otherwise today; where it has, that is told",
    "*.read_by": "which version of the reader read the words",
    "*.version": "counts the changes",
}


def reason_untold(model: type[models.Model], field: models.Field | None = None, row: dict | None = None) -> str:
    """Return the key in `UNTOLD`, or a reason by the kind of the field; an empty string if an entry must tell it."""
    label = model._meta.label
    if label in UNTOLD:
        return label
    if field is None:
        empty = [f"{label} without {name} + –" for name, value in (row or {}).items() if not value]
        return next((name for name in (f"{label} + –", *empty) if name in UNTOLD), "")
    if isinstance(field, NaturalKeyField):
        return "a key to search and sort by, of words that are told"
    if isinstance(field, models.DateTimeField):
        return "the moment of a deed, which is the entry's own"
    if isinstance(field, models.ForeignKey) and field.remote_field.model is User and field.name.endswith("_by"):
        return "who did it, which is the entry's own"
    if isinstance(field, models.FileField):
        return "where in the storage; the file is told by its name and its SHA-256"
    return next((name for name in (f"{label}.{field.name}", f"*.{field.name}") if name in UNTOLD), "")
