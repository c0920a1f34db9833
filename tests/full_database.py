"""A row of every model that the demonstration has none of: a release's migrations are tried on a database with all.

`python -m tests.full_database` fills the database of the settings; rows are only as whole as the database wants them.
"""

import datetime
import sys

import django
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

APPS = ("portal", "schools", "indicators", "roadmap", "reports")
DIGEST = "0" * 64


def models_without_a_row() -> list[str]:
    """Of the portal's own, tables that join two of them among these."""
    ours = [each for each in apps.get_models(include_auto_created=True) if each.__module__.split(".")[0] in APPS]
    return sorted(each._meta.label for each in ours if not each._meta.proxy and not each._base_manager.exists())


def fill() -> None:
    """Into the demonstration."""
    rows = _rows()
    for model in [apps.get_model(label) for label in models_without_a_row()]:
        if model._meta.auto_created:
            owner = model._meta.auto_created._base_manager.first()
            (field,) = (each for each in owner._meta.many_to_many if each.remote_field.through is model)
            related = field.related_model._base_manager.first() or field.related_model.objects.create(name="Сотрудники")
            getattr(owner, field.name).add(related)
        elif fields := rows.get(model._meta.label):
            model._base_manager.create(**fields)


def _file(name: str) -> ContentFile:
    return ContentFile(b"a", name=name)


def _first(label: str) -> Model:
    return apps.get_model(label)._base_manager.first()


def _rows() -> dict[str, dict]:
    """What each of these models is made with."""
    user, school, programme = _first("accounts.User"), _first("schools.School"), _first("roadmap.Programme")
    assignment, document = _first("roadmap.Assignment"), _first("reports.Document")
    municipality, period, now = programme.municipality, _first("indicators.Period"), timezone.now()
    of_school = apps.get_model("contenttypes.ContentType").objects.get_for_model(school)
    return {
        "accounts.Invitation": {"user": user, "code_digest": DIGEST, "expires_at": now},
        "heavy.HeavyReading": {"key": "1", "reader": "values", "name": "а.xlsx", "file": _file("1"), "asked_by": user},
        "history.BulkAction": {"what": "Загрузка", "place_type": of_school, "place_id": school.pk},
        "indicators.Comment": {"value": _first("indicators.Value"), "text": "а", "written_by": user},
        "indicators.NameChoice": {
            "municipality": municipality, "what": "school", "name": "СОШ", "school": school, "chosen_by": user,
        },
        "letters.Letter": {
            "recipient": user, "address": user.email, "subject": "а", "body": "а", "about_type": of_school,
            "about_id": school.pk, "next_try_at": now,
        },
        "once.PostedForm": {"key": "1"},
        "reports.Attachment": {
            "document": document, "kind": "scan", "file": _file("а.pdf"), "name": "а.pdf", "size": 1, "sha256": DIGEST,
        },
        "reports.Bundle": {"what": "programme", "programme": programme, "asked_by": user},
        "reports.Correction": {
            "document": document, "requisite": "number", "was": "1", "now": "2", "reason": "Описка", "made_by": user,
        },
        "reports.Letterhead": {
            "municipality": municipality, "file": _file("а.docx"), "name": "а.docx", "sha256": DIGEST,
            "uploaded_at": now,
        },
        "reports.PrintSettings": {"municipality": municipality},
        "roadmap.EvaluationPart": {"evaluation": _first("roadmap.Evaluation"), "title": "Подпрограмма"},
        "roadmap.Intake": {
            "municipality": municipality, "name": "а.docx", "file": _file("а.docx"), "sha256": DIGEST,
            "uploaded_by": user,
        },
        "roadmap.MoneySpent": {"programme": programme, "period": period, "label": "Всего", "entered_by": user},
        "roadmap.Reminder": {"user": user, "sent_on": datetime.date(2026, 9, 1), "subject": "а", "body": "а"},
        "roadmap.ReminderChoice": {"user": user},
        "roadmap.StruckTables": {
            "programme": programme, "section": _first("roadmap.Section"), "was": {"text": "а"}, "became": {"text": "б"},
        },
        "roadmap.WaitingFile": {"key": "1", "assignment": assignment, "owner": user, "name": "а.jpg", "size": 1},
        "schools.Archived": {"kind": of_school, "record_id": 0, "name": "а"},
        "schools.FormerName": {"school": school, "name": "СОШ № 9"},
        "schools.SecondFactorDemand": {"role": "coordinator", "municipality": municipality},
        "schools.StrayFiles": {"files": 1, "size": 1},
    }  # fmt: skip


if __name__ == "__main__":
    django.setup()
    fill()
    if without := models_without_a_row():
        sys.exit(f"These models have no row, tests/full_database.py makes none: {', '.join(without)}")
