"""Every URL for every role, by GET and by POST, against one table: a URL that the table lacks fails."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from indicators.actions.identification import copy_delivered
from portal.accounts.roles import Role
from reports.bundles.asking import ask_for_bundle
from reports.kinds import DocumentKind
from reports.models import Bundle
from roadmap.actions.evaluation_methods import copy_evaluation_method
from tests.factories import (
    approve,
    make_collection,
    make_confirmed_run,
    make_draft,
    make_evaluation,
    make_evidence_file,
    make_issued,
    make_listed_school,
    make_run,
    make_user,
)

PERSONAS = ["coordinator", "specialist", "observer", "administrator", "director", "stranger"]
# What GET and POST without data answer to each persona, in that order. 422: the form, with its errors.
TABLE = {
    "home": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "task-list": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "programme-list": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "programme-import": ("200 403 403 403 403 200", "422 403 403 403 403 422"),
    "programme-create": ("200 403 403 403 403 200", "422 403 403 403 403 422"),
    "programme-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-part-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-targets-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-detail": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "programme-export": ("200 200 200 200 403 404", "200 200 200 200 403 404"),
    "programme-approve": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-delete": ("200 403 403 403 403 404", "302 403 403 403 403 404"),
    "programme-withdraw-approval": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "programme-indicators": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "programme-facts": ("200 200 403 403 302 404", "302 302 403 403 302 404"),
    "programme-roadmap": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "roadmap-matrix": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "roadmap-calendar": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "roadmap-timeline": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "roadmap-excel": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "roadmap-pdf": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-next": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-keep-as-template": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "programme-amend": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "programme-compare": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "programme-roll-out": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-effect": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "programme-evaluation": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-evaluation-start": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "evaluation-detail": ("200 200 200 200 404 404", "302 403 403 403 404 404"),
    "evaluation-method-choose": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "evaluation-reopen": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "evaluation-method-list": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "evaluation-method-copy": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "evaluation-method-detail": ("200 200 200 200 403 404", "422 403 403 403 403 404"),
    "activity-aims": ("200 403 403 403 403 404", "302 403 403 403 403 404"),
    "roadmap-edit": ("200 403 403 403 403 404", "200 403 403 403 403 404"),
    "roadmap-arrange": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "roadmap-heading": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "roadmap-understood": ("200 403 403 403 403 404", "200 403 403 403 403 404"),
    "row-delete": ("302 403 403 403 403 404", "302 403 403 403 403 404"),
    "row-create": ("302 403 403 403 403 404", "302 403 403 403 403 404"),
    "row-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "activity-detail": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "activity-require-document": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "review-list": ("200 200 200 200 403 200", "422 422 403 403 403 422"),
    "activity-executors": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "reminder-settings": ("200 200 200 200 200 200", "302 302 302 302 302 302"),
    "calendar-renew": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "calendar-feed": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "assignment-detail": ("200 200 200 200 200 404", "422 422 403 403 422 404"),
    "evidence-file": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "document-new": ("200 200 200 200 200 404", "302 403 403 403 403 404"),
    "document-print": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "document-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "document-detail": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "document-words": ("200 404 404 404 404 404", "422 404 404 404 404 404"),
    "document-issue": ("200 404 404 404 404 404", "422 404 404 404 404 404"),
    "document-repeal": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "document-delete": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "document-attach": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "document-compare": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "document-file": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "attachment-file": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "check": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "document-check": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "bundle-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "bundle-new": ("405 405 405 405 405 405", "422 422 422 422 422 422"),
    "bundle-detail": ("200 404 404 404 404 404", "405 405 405 405 405 405"),
    "bundle-again": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "bundle-cancel": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "bundle-file": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "letterhead": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "print-settings": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "letterhead-file": ("404 403 403 403 403 404", "405 405 405 405 405 405"),
    "letterhead-sample": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "letterhead-remove": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "value-home": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "value-choose": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "value-grid": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "value-form": ("200 200 200 200 200 404", "302 302 302 302 302 302"),
    "collection-list": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "collection-open": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "collection-detail": ("200 200 200 200 302 404", "200 200 200 200 302 404"),
    "collection-change": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "collection-state": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "collection-export": ("200 200 200 200 302 404", "200 200 200 200 302 404"),
    "collection-template": ("200 200 200 200 302 404", "200 200 200 200 302 404"),
    "collection-import": ("200 200 403 403 200 404", "422 422 403 403 422 404"),
    "collection-step": ("405 405 405 405 405 405", "422 422 403 403 403 404"),
    "collection-remind": ("405 405 405 405 405 405", "302 302 403 403 403 404"),
    "submission-detail": ("200 200 200 200 200 404", "200 200 403 403 200 404"),
    "submission-export": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "submission-template": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "value-export": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "value-template": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "value-import": ("200 200 403 403 200 404", "422 422 403 403 422 404"),
    "value-names": ("200 200 403 403 200 404", "302 302 403 403 302 404"),
    "value-import-names": ("405 405 405 405 405 405", "404 404 404 404 404 404"),
    "value-import-check": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "school-values-export": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "school-values-form": ("200 200 200 200 200 404", "302 302 302 302 302 302"),
    "programme-indicators-export": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "school-values": ("200 200 200 200 200 404", "200 200 200 200 200 404"),
    "cell-save": ("405 405 405 405 405 405", "400 400 400 400 400 400"),
    "cell-panel": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "run-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "run-trial": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "run-keep": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "run-detail": ("200 200 200 200 404 404", "405 405 405 405 405 405"),
    "run-confirm": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "run-school": ("200 200 200 200 200 404", "422 403 403 403 403 404"),
    "run-withdraw": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "run-delete": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "run-matrix": ("200 200 200 200 404 404", "405 405 405 405 405 405"),
    "run-compare": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "run-warning": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "low-result-list": ("200 200 200 200 404 404", "422 403 403 403 404 404"),
    "listed-school": ("200 403 403 403 404 404", "302 403 403 403 404 404"),
    "list-programmes": ("200 403 403 403 404 404", "422 403 403 403 404 404"),
    "list-attach": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "school-history": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "method-compare": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "method-copy": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "method-create": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "method-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "method-detail": ("200 200 200 200 403 404", "302 403 403 403 403 404"),
    "password-change": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "logout": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "login": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
}
# Without a log-in: a calendar program knows a secret address, and an address that is none is not found.
PUBLIC = {"login": 200, "calendar-feed": 404, "check": 200, "document-check": 200}


def patterns(resolver: URLResolver, namespace: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found += patterns(pattern, inner)
        else:
            found.append((f"{namespace}{pattern.name}", pattern))
    return found


OWN = [(name, pattern) for name, pattern in patterns(get_resolver()) if not name.startswith("admin:")]


def url_of(name: str, pattern: URLPattern, district) -> str:
    values = {"pk": district.programme.pk, "label": "2026", "kind": "passport", "token": "0" * 32, "file_format": "pdf"}
    values["part"] = "passport"
    values["key"] = f"a{district.activities['1.2'].pk}"
    if name.startswith("activity-"):
        values["pk"] = district.activities["1.2"].pk
    elif name.startswith("assignment-"):
        approve(district.programme, by=district.coordinator)
        values["pk"] = district.activities["1.2"].assignments.get(school=district.school).pk
    elif name == "evidence-file":
        values["pk"] = make_evidence_file(district).pk
    elif name in ("document-new", "document-print"):
        values["kind"] = "passport"
    elif name.startswith("bundle-"):
        asked = Bundle(what=Bundle.What.PROGRAMME, programme=district.programme)
        values["pk"] = ask_for_bundle(asked, by=district.coordinator).pk
    elif name in ("document-words", "document-issue", "document-delete"):
        values["pk"] = make_draft(district.programme, DocumentKind.EXECUTION, by=district.coordinator).pk
    elif name in ("attachment-file", "document-check") or name.startswith("document-"):
        issued = make_issued(district.programme, DocumentKind.PASSPORT, by=district.coordinator)
        values |= {"pk": issued.pk, "code": issued.code}
        if name == "attachment-file":
            values["pk"] = issued.attachments.get().pk
    elif name.startswith(("value-", "letterhead", "print-settings")):
        values["pk"] = district.municipality.pk
    elif name.startswith(("school-values", "school-history")):
        values["pk"] = district.school.pk
    elif name == "run-matrix":
        values["pk"] = make_run(district.municipality, by=district.coordinator, method="federal-context").pk
    elif name in (
        "run-trial",
        "run-compare",
        "run-keep",
        "run-warning",
        "method-compare",
        "method-copy",
        "method-create",
    ):
        values["pk"] = district.municipality.pk
    elif name in ("method-detail", "method-edit"):
        values["pk"] = copy_delivered(key="rating", municipality=district.municipality, by=district.coordinator).pk
    elif name.startswith(("low-result-list", "list-")):
        values["pk"] = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list.pk
    elif name == "listed-school":
        values["pk"] = make_listed_school(district).pk
    elif name.startswith("run-") and name != "run-list":
        run = make_run(district.municipality, by=district.coordinator)
        values["pk"] = run.schools.get(school=district.school).pk if name == "run-school" else run.pk
    elif name in ("evaluation-method-list", "evaluation-method-copy"):
        values["pk"] = district.municipality.pk
    elif name == "evaluation-method-detail":
        own = copy_evaluation_method(key="stavrovo", municipality=district.municipality, by=district.coordinator)
        values["pk"] = own.pk
    elif name.startswith("evaluation-"):
        approve(district.programme, by=district.coordinator)
        values["pk"] = make_evaluation(district.programme, by=district.coordinator).pk
    elif name == "collection-open":
        values["pk"] = district.municipality.pk
    elif name.startswith(("collection-", "submission-")):
        values["pk"] = make_collection(district.municipality, by=district.coordinator).pk
        values["school_pk"] = district.school.pk
    url = reverse(name, kwargs={key: values[key] for key in pattern.pattern.regex.groupindex})
    return f"{url}?programme={district.programme.pk}" if name in ("document-new", "document-print") else url


def test_every_url_is_in_the_table():
    assert {name for name, _ in OWN} == set(TABLE)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize(("name", "pattern"), OWN, ids=[name for name, _ in OWN])
def test_each_role_gets_what_the_table_says(name, pattern, persona, browse, district):
    url, column = url_of(name, pattern, district), PERSONAS.index(persona)
    answers = browse(persona).get(url).status_code, browse(persona).post(url).status_code

    assert answers == tuple(int(row.split()[column]) for row in TABLE[name])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "pattern"), OWN, ids=[name for name, _ in OWN])
def test_without_a_log_in_there_is_only_the_log_in_page(name, pattern, method, district):
    response = getattr(Client(), method)(url_of(name, pattern, district))

    if name in PUBLIC:
        assert response.status_code in (PUBLIC[name], 405, 422)
    else:
        assert response.status_code in (302, 405)
        assert response.status_code == 405 or response.url.startswith(reverse("login"))


ADMIN = [(name, pattern) for name, pattern in patterns(get_resolver()) if name.startswith("admin:")]


@pytest.mark.parametrize("persona", [None, "coordinator", "specialist", "observer", "director", "stranger"])
def test_administration_is_for_administrators(persona, browse, district):
    values = {"app_label": "schools", "url": "schools"}
    for name, pattern in ADMIN:
        if name in ("admin:None", "admin:login", "admin:logout"):
            continue  # redirects of old addresses, and to the log-in page
        url = reverse(name, kwargs={key: values.get(key, 1) for key in pattern.pattern.regex.groupindex})
        for method in ("get", "post"):
            response = getattr(browse(persona), method)(url)
            assert response.status_code in (302, 403, 404), (name, method)
            assert response.status_code != 302 or "login" in response.url, (name, method)


def test_an_administrator_of_a_municipality_rules_there_only(browse, district):
    client = browse("administrator")
    users = client.get(reverse("admin:accounts_user_changelist")).content.decode()
    schools = client.get(reverse("admin:schools_school_changelist")).content.decode()
    chief = make_user(Role.ADMINISTRATOR, None)

    assert district.director.email in users
    assert "Берёзовская СОШ" in schools
    assert district.stranger.email not in users
    for person in (district.stranger, chief):
        page = client.get(reverse("admin:accounts_user_change", args=[person.pk]))
        assert page.status_code == 302
    assert client.get(reverse("admin:history_change_changelist")).status_code == 403


def test_an_administrator_of_a_municipality_makes_no_administrator_of_everything(browse, district):
    url = reverse("admin:accounts_user_add")
    data = {
        "email": "new@example.org", "full_name": "Новый Человек", "position": "", "usable_password": "true",
        "password1": "слоны-не-летают-7", "password2": "слоны-не-летают-7",
        "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0",
        "memberships-MIN_NUM_FORMS": "1", "memberships-MAX_NUM_FORMS": "1000",
        "memberships-0-role": Role.ADMINISTRATOR, "memberships-0-municipality": "", "memberships-0-school": "",
    }  # fmt: skip
    refused = browse("administrator").post(url, data)
    elsewhere = district.stranger.memberships.get().municipality_id
    also_refused = browse("administrator").post(url, data | {"memberships-0-municipality": elsewhere})
    accepted = browse("administrator").post(url, data | {"memberships-0-municipality": district.municipality.pk})

    assert "весь портал вам не подчинён" in refused.content.decode()
    assert also_refused.status_code == 200
    assert accepted.status_code == 302


@pytest.mark.parametrize(
    ("model", "words", "found"),
    [
        ("accounts_user", "КУЗНЕЦОВА", "Кузнецова Мария"),
        ("accounts_user", "user", "@example.org"),
        ("schools_school", "березовская", "Берёзовская СОШ"),
        ("indicators_indicator", "балл средний", "Средний балл"),
        ("roadmap_programme", "ПРОГРАММА", "Программа"),
    ],
)
def test_an_administrator_searches_in_russian(model, words, found, browse):
    url = reverse(f"admin:{model}_changelist")

    assert found in browse("administrator").get(url, {"q": words}).content.decode()
    assert found not in browse("administrator").get(url, {"q": "ничегоподобного"}).content.decode().split("<main")[-1]


@pytest.mark.parametrize(
    ("model", "data", "words"),
    [
        ("schools_school", {"name": "БЕРЕЗОВСКАЯ  сош"}, "Школа с таким названием в муниципалитете уже есть"),
        ("indicators_indicator", {"name": "средний балл, балл", "heading": "", "position": 0, "rule": "by-hand",
                                  "direction": "more"}, "Показатель с таким названием в муниципалитете уже есть"),
    ],
)  # fmt: skip
def test_a_name_that_is_there_already_is_told_at_the_form(model, data, words, browse, district):
    data = data | {"municipality": district.municipality.pk}
    answer = browse("administrator").post(reverse(f"admin:{model}_add"), data)

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_an_administrator_does_not_switch_themselves_off(browse, district):
    person = district.administrator
    url = reverse("admin:accounts_user_change", args=[person.pk])
    browse("administrator").post(url, {"email": person.email, "full_name": person.full_name, "position": ""})

    person.refresh_from_db()
    assert person.is_active
    assert person.memberships.exists()
