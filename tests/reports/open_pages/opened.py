"""A district that shows everybody what it has."""

from indicators.values.models import Value
from reports.issue.models import Document
from reports.open_pages.actions import OpenParts, change_open_pages
from reports.open_pages.models import LICENCE, OpenProgramme
from tests.factories import approve, make_issued, make_period


def enter(indicator, text: str, label: str = "2025", school=None) -> Value:
    """As if a specialist had entered it."""
    return Value.objects.create(indicator=indicator, period=make_period(label), school=school, kind="fact", text=text)


def show_everything(district, **changes) -> None:
    """All parts of the district's programme, approved, and all its documents."""
    asked = {
        "is_open": True,
        "licence": LICENCE,
        "programmes": {district.programme.pk: OpenParts(frozenset(OpenProgramme.PARTS), 2026)},
        "documents": list(Document.objects.issued().values_list("pk", flat=True)),
    }
    change_open_pages(municipality=district.municipality, by=district.coordinator, **(asked | changes))


def approved(district):
    if district.programme.status == "draft":
        approve(district.programme, by=district.coordinator)
    return district


def make_open(district) -> Document:
    """With an issued passport, which is given back."""
    issued = make_issued(approved(district).programme, "passport", by=district.coordinator)
    show_everything(district)
    return issued
