"""What an issued document costs to serve: beside a static file of the same bytes, and a view that only knows the user.

As a specialist, through all middleware. Run by `make bench`. Only the ratios mean anything elsewhere.
"""

import datetime
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.http import FileResponse, HttpRequest
from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from django.urls import include, path, reverse
from django.utils import timezone

from benchmarks.grid import median_ms
from portal.accounts.models import User
from portal.accounts.roles import Role
from reports.issue.models import Document
from schools.access.models import Membership
from schools.access.scope import scope_of
from schools.directory.models import Municipality
from schools.orders.models import Order

BYTES = b"%PDF-1.7" + bytes(100_000)


def bare(request: HttpRequest) -> FileResponse:
    """The file behind a log-in: the session, the user and their places are read, and nothing about the document."""
    scope_of(request.user).has("view-all-schools")
    return FileResponse(Path(settings.STATIC_ROOT, "same.pdf").open("rb"))


urlpatterns = [path("bare/", bare), path("", include("portal.urls"))]


def fill() -> tuple[User, Document]:
    municipality = Municipality.objects.create(name="Район")
    specialist = User.objects.create_user("specialist@example.org", "x", full_name="Специалист")
    Membership.objects.create(user=specialist, role=Role.SPECIALIST, municipality=municipality)
    order = Order.objects.create(municipality=municipality, number="1", issued_on=datetime.date(2026, 1, 10))
    document = Document(
        kind="passport", municipality=municipality, title="Паспорт", status=Document.Status.ISSUED,
        order=order, in_force_on=order.issued_on, dated_on=order.issued_on, requisites={"number": "1"},
        content={}, pdf_sha256="0" * 64, code="a", issued_at=timezone.now(),
    )  # fmt: skip
    document.pdf.save("same.pdf", ContentFile(BYTES))
    return specialist, document


def measure() -> None:
    specialist, document = fill()
    Path(settings.STATIC_ROOT, "same.pdf").write_bytes(BYTES)
    client = Client()
    client.force_login(specialist)
    issued = reverse("document-file", args=[document.pk, "pdf"])
    figures = {
        name: median_ms(lambda url=url: list(client.get(url)))
        for name, url in {"static file": "/static/same.pdf", "bare view": "/bare/", "issued": issued}.items()
    }
    for name, milliseconds in figures.items():
        ratios = [f"{milliseconds / figures[other]:.1f} × the {other}" for other in ("static file", "bare view")]
        print(f"{name}: {milliseconds:.2f} ms, {', '.join(ratios)}")


if __name__ == "__main__":
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    storages = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    try:
        with override_settings(ROOT_URLCONF=__name__, STORAGES=storages):
            measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
