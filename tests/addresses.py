"""Makes an address for each URL of the portal, with the record that it needs, for tests that visit all of them."""

from collections.abc import Callable
from types import SimpleNamespace

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from indicators.identification.methods.actions import copy_delivered
from reports.bundles.actions import ask_for_bundle
from reports.bundles.models import Bundle
from roadmap.evaluation.methods.actions import copy_evaluation_method
from roadmap.execution.evidence.waiting import begin_file
from schools.orders.models import Order
from tests.factories import (
    approve,
    make_bulk_action,
    make_collection,
    make_confirmed_run,
    make_deleted,
    make_draft,
    make_evaluation,
    make_evidence_file,
    make_intake,
    make_issued,
    make_listed_school,
    make_run,
)
from tests.reports.open_pages.opened import approved, make_open, show_everything

District = SimpleNamespace  # of tests/personas.py
Parts = dict[str, object]


def patterns(resolver: URLResolver, namespace: str = "") -> list[tuple[str, URLPattern]]:
    """Return all URLs with their full names."""
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found += patterns(pattern, inner)
        else:
            found.append((f"{namespace}{pattern.name}", pattern))
    return found


ADMIN = [(name, pattern) for name, pattern in patterns(get_resolver()) if name.startswith("admin:")]
OWN = [(name, pattern) for name, pattern in patterns(get_resolver()) if not name.startswith("admin:")]

# Parts of addresses that don't depend on a record.
USUAL = {
    "chapter": "coordinator", "code": "ABCD-EFGH-2345", "ending": "csv", "file_format": "pdf", "kind": "passport",
    "label": "2026", "name": "psycopg2-binary", "number": 1, "part": "passport", "place": "resources",
    "provider_id": "x", "token": "0" * 32, "uidb64": "MQ",
}  # fmt: skip


def url_of(name: str, pattern: URLPattern, district: District) -> str:
    """Return an address for the URL in the district's municipality, and make the record that it needs."""
    parts = USUAL | {"pk": district.programme.pk, "key": f"a{district.activities['1.2'].pk}"}
    if about := _recipe(name):
        parts |= about(district)
    url = reverse(name, kwargs={key: parts[key] for key in pattern.pattern.regex.groupindex})
    return f"{url}?programme={district.programme.pk}" if name in ("document-new", "document-print") else url


def _recipe(name: str) -> Callable[[District], Parts] | None:
    """Return the function of `ABOUT` for the URL's name, else for the longest beginning of it."""
    beginnings = [beginning for beginning in ABOUT if beginning.endswith("*") and name.startswith(beginning[:-1])]
    return ABOUT.get(name) or ABOUT.get(max(beginnings, key=len, default=""))


def the_municipality(district: District) -> Parts:
    return {"pk": district.municipality.pk, "user_pk": district.director.pk}


def the_school(district: District) -> Parts:
    return {"pk": district.school.pk}


def the_programme_in_force(district: District) -> Parts:
    approve(district.programme, by=district.coordinator)
    return {}


def a_programme_with_money(district: District) -> Parts:
    district.programme.resources = {"table": {"rows": [["", "2026"], ["Всего", "10"]]}}
    district.programme.save()
    return {}


def an_activity(district: District) -> Parts:
    return {"pk": district.activities["1.2"].pk}


def an_assignment(district: District) -> Parts:
    approve(district.programme, by=district.coordinator)
    return {"pk": district.activities["1.2"].assignments.get(school=district.school).pk}


def a_file_of_evidence(district: District) -> Parts:
    return {"pk": make_evidence_file(district).pk}


def a_picture_of_evidence(district: District) -> Parts:
    return {"pk": make_evidence_file(district, picture=True).pk}


def a_file_begun(district: District) -> Parts:
    approve(district.programme, by=district.coordinator)
    assignment = district.activities["1.3"].assignments.get()
    return {"key": begin_file(assignment=assignment, name="a.jpg", size=9, by=district.director).key}


def an_intake(district: District) -> Parts:
    return {"pk": make_intake(district).pk, "programme_pk": district.programme.pk}


def a_bundle(district: District) -> Parts:
    asked = Bundle(what=Bundle.What.PROGRAMME, programme=district.programme)
    return {"pk": ask_for_bundle(asked, by=district.coordinator).pk}


def a_draft(district: District) -> Parts:
    return {"pk": make_draft(district.programme, "execution", by=district.coordinator).pk}


def an_issued_document(district: District) -> Parts:
    issued = make_issued(district.programme, "passport", by=district.coordinator)
    return {"pk": issued.pk, "code": issued.code}


def an_attachment(district: District) -> Parts:
    return {"pk": make_issued(district.programme, "passport", by=district.coordinator).attachments.get().pk}


def open_pages(district: District) -> Parts:
    show_everything(approved(district))
    return {"pk": district.municipality.pk, "programme_pk": district.programme.pk, "name": "programmes"}


def an_open_document(district: District) -> Parts:
    return the_municipality(district) | {"programme_pk": district.programme.pk, "document_pk": make_open(district).pk}


def something_deleted(district: District) -> Parts:
    return {"pk": make_deleted(district).pk}


def the_journal(district: District) -> Parts:
    return {"pk": district.municipality.pk, "file_format": "xlsx"}


def an_order(district: District) -> Parts:
    return {"pk": Order.objects.create(municipality=district.municipality, number="1").pk}


def an_indicator(district: District) -> Parts:
    return {"pk": district.municipality.indicators.first().pk}


def a_method(district: District) -> Parts:
    return {"pk": copy_delivered(key="rating", municipality=district.municipality, by=district.coordinator).pk}


def a_run(district: District) -> Parts:
    return {"pk": make_run(district.municipality, by=district.coordinator).pk}


def a_run_in_context(district: District) -> Parts:
    return {"pk": make_run(district.municipality, by=district.coordinator, method="federal-context").pk}


def a_school_of_a_run(district: District) -> Parts:
    run = make_run(district.municipality, by=district.coordinator)
    return {"pk": run.schools.get(school=district.school).pk}


def a_list(district: District) -> Parts:
    return {"pk": make_confirmed_run(district.municipality, by=district.coordinator).low_result_list.pk}


def a_listed_school(district: District) -> Parts:
    return {"pk": make_listed_school(district).pk}


def an_evaluation(district: District) -> Parts:
    approve(district.programme, by=district.coordinator)
    return {"pk": make_evaluation(district.programme, by=district.coordinator).pk}


def a_method_of_evaluation(district: District) -> Parts:
    own = copy_evaluation_method(key="stavrovo", municipality=district.municipality, by=district.coordinator)
    return {"pk": own.pk}


def a_collection(district: District) -> Parts:
    collection = make_collection(district.municipality, by=district.coordinator)
    return {"pk": collection.pk, "school_pk": district.school.pk}


def a_bulk_action(district: District) -> Parts:
    return {"pk": make_bulk_action(district.municipality, by=district.coordinator).pk}


# By the URL's name or the «beginning*» of names; all other URLs are about the district's programme.
ABOUT: dict[str, Callable[[District], Parts]] = {
    "activity-*": an_activity,
    "assignment-*": an_assignment,
    "attachment-file": an_attachment,
    "bulk-action-detail": a_bulk_action,
    "bundle-*": a_bundle,
    "collection-*": a_collection,
    "collection-open": the_municipality,
    "deleted*": something_deleted,
    "document-*": an_issued_document,
    "document-delete": a_draft,
    "document-issue": a_draft,
    "document-issue-set": a_draft,
    "document-new": lambda district: {},
    "document-print": lambda district: {},
    "document-words": a_draft,
    "entrance*": the_municipality,
    "evaluation-*": an_evaluation,
    "evaluation-method-copy": the_municipality,
    "evaluation-method-detail": a_method_of_evaluation,
    "evaluation-method-list": the_municipality,
    "evidence-*": a_file_of_evidence,
    "evidence-page": a_picture_of_evidence,
    "evidence-show": a_picture_of_evidence,
    "indicator-*": the_municipality,
    "indicator-edit": an_indicator,
    "indicator-state": an_indicator,
    "intake-*": an_intake,
    "invitation-letters": the_municipality,
    "invitation-sheet": the_municipality,
    "journal*": the_journal,
    "letterhead*": the_municipality,
    "list-*": a_list,
    "listed-school": a_listed_school,
    "lock-*": the_municipality,
    "low-result-list*": a_list,
    "method-*": the_municipality,
    "method-detail": a_method,
    "method-edit": a_method,
    "municipality-*": the_municipality,
    "open-*": open_pages,
    "open-document": an_open_document,
    "order-*": an_order,
    "order-list": the_municipality,
    "password-code": the_municipality,
    "person-*": the_municipality,
    "preview-*": open_pages,
    "preview-document": an_open_document,
    "print-settings*": the_municipality,
    "programme-money": a_programme_with_money,
    "programme-reports": the_programme_in_force,
    "roadmap-reread": the_programme_in_force,
    "run-*": a_run,
    "run-compare": the_municipality,
    "run-keep": the_municipality,
    "run-list": the_municipality,
    "run-matrix": a_run_in_context,
    "run-school": a_school_of_a_run,
    "run-trial": the_municipality,
    "run-warning": the_municipality,
    "school-*": the_municipality,
    "school-edit*": the_school,
    "school-history*": the_school,
    "school-merge*": the_school,
    "school-values*": the_school,
    "second-factor-*": the_municipality,
    "submission-*": a_collection,
    "upload-piece": a_file_begun,
    "value-*": the_municipality,
}
