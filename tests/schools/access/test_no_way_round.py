"""Every page of the administration, as it is registered, tried as a person would: all fields changed, all rows below
changed, deleted and added, lists edited, actions chosen. What work depends on is as it was; what changed is told.
"""

import datetime
from itertools import chain

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from indicators.identification.models import Criterion, ListedSchool, LowResultList
from portal.accounts.roles import Role
from portal.history.models import Change
from roadmap.editions.copying import begin_amendment
from roadmap.programmes.models import ProgrammeList
from tests.factories import (
    approve,
    indicators_shape,
    make_confirmed_run,
    make_draft,
    make_evaluation,
    make_evidence_file,
    make_issued,
    make_listed_school,
    make_period,
    make_programme,
    make_user,
    roadmap_shape,
)

# Tables that the administration is there for, and what follows from them at once. Everything else has its own pages.
MEANT = {
    "accounts.User", "schools.Membership", "schools.Municipality", "schools.Department", "schools.School",
    "schools.FormerName", "indicators.Indicator",
}  # fmt: skip
# Of these, what others lean on.
NEVER = {"schools.School": {"municipality_id"}, "indicators.Indicator": {"municipality_id"}}
FOLLOWS = {("roadmap.Executors", "read_by")}  # by which directory the words were read
SKIPPED = {"sessions", "contenttypes", "auth", "axes", "once", "usersessions", "admin", "history"}


@pytest.fixture
def worked_in(district):
    """Approved and amended programmes, reports with files, issued documents, lists, an evaluation."""
    make_evidence_file(district)
    make_issued(district.programme, "passport", by=district.coordinator)
    make_draft(district.programme, "execution", by=district.coordinator)
    make_evaluation(district.programme, district.coordinator)
    make_listed_school(district)
    make_confirmed_run(district.municipality, district.coordinator, label="2025")
    superseded = make_programme(
        district.municipality, passport=[{"label": "Цель", "text": "Прежняя"}], indicators=indicators_shape(),
        roadmap=roadmap_shape(**{"1.1": "Отдел образования"}),
    )  # fmt: skip
    unordered = LowResultList.objects.create(municipality=district.municipality, period=make_period("2024"))
    listed = ListedSchool.objects.create(low_result_list=unordered, position=0, name="Берёзовская СОШ")
    Criterion.objects.create(listed_school=listed, position=0, name="ВПР", current="30", expected="25")
    ProgrammeList.objects.create(programme=superseded, low_result_list=unordered, position=0)
    approve(superseded, by=district.coordinator)
    approve(begin_amendment(superseded, by=district.coordinator), by=district.coordinator)
    return district


def snapshot() -> dict[str, dict[int, dict]]:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in SKIPPED]
    return {
        model._meta.label: {row[model._meta.pk.attname]: row for row in model._base_manager.values()}
        for model in models
    }


def differences(before: dict, after: dict) -> list[str]:
    found = []
    for label, rows in after.items():
        for pk in before[label].keys() | rows.keys():
            old, new = before[label].get(pk), rows.get(pk)
            if old is None or new is None:
                found.append((label, pk, "added" if old is None else "deleted"))
            else:
                found += [(label, pk, name) for name in new if old[name] != new[name]]
    return found


def another(bound) -> object:
    """Another value of the field than it shows, as a browser would send it; None: not sent."""
    field, value = bound.field, bound.value()
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [each.pk for each in field.queryset[:1]]
    if isinstance(field, forms.ModelChoiceField):
        others = field.queryset.exclude(pk=value or 0)
        return others[0].pk if others else value or ""
    if isinstance(field, forms.TypedChoiceField | forms.ChoiceField):
        keys = [str(key) for key, _ in field.choices if key not in ("", value) and not isinstance(_, list)]
        return keys[0] if keys else value
    if isinstance(field, forms.BooleanField):
        return None if value else "on"
    if isinstance(field, forms.DateField):
        return (value or datetime.date(2026, 1, 1)) + datetime.timedelta(days=1)
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return (value or 0) + 1
    if isinstance(field, forms.EmailField):
        return f"x{value or '@example.org'}"
    if isinstance(field, forms.URLField):
        return "https://example.org"
    return f"{bound.field.prepare_value(value) or ''} иначе"


def shown(bound) -> object:
    value = bound.field.prepare_value(bound.value())
    if isinstance(bound.field, forms.BooleanField):
        return "on" if value else None
    return "" if value is None else value


def fields_of(form, change: bool) -> dict:
    sent = {}
    for bound in form:
        value = another(bound) if change and not bound.is_hidden else shown(bound)
        if value is not None:
            sent[bound.html_name] = value
    return sent


def sent_by(page, *, rows: str) -> dict:
    """The form as somebody sends it who changes every field; `rows`: what they do with the rows below it."""
    data = fields_of(page.context["adminform"].form, change=True)
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= fields_of(formset.management_form, change=False)
        for form in formset.initial_forms:
            data |= fields_of(form, change=rows == "changed")
            if rows == "deleted":
                data[form.add_prefix("DELETE")] = "on"
        if rows == "added":
            new = fields_of(formset.empty_form, change=True)
            number = formset.total_form_count()
            data |= {name.replace("__prefix__", str(number)): value for name, value in new.items()}
            data[formset.add_prefix("TOTAL_FORMS").replace(f"-{formset.total_form_count()}-", "-")] = number + 1
            data[f"{formset.prefix}-TOTAL_FORMS"] = number + 1
    return data


REGISTERED = list(admin.site._registry)
ADMINISTRATORS = ["of the portal", "of the municipality"]


@pytest.mark.any_database
@pytest.mark.parametrize("who", ADMINISTRATORS)
@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_nothing_that_work_depends_on_is_changed(model, who, worked_in, client):
    person = make_user(Role.ADMINISTRATOR, None) if who == "of the portal" else worked_in.administrator
    client.force_login(person)
    before, entries = snapshot(), Change.objects.count()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    numbers = list(model._base_manager.values_list("pk", flat=True))

    for number in numbers:
        url = reverse(f"{name}_change", args=[number])
        for rows in ("changed", "added", "deleted"):
            page = client.get(url)
            if page.status_code != 200 or not page.context:
                continue
            client.post(url, sent_by(page, rows=rows))
            client.post(url, sent_by(page, rows=rows) | {"reason": "Проба", "seen": "1"})
        assert client.post(reverse(f"{name}_delete", args=[number]), {"post": "yes"}).status_code in (302, 403)
    everything = {"action": "delete_selected", "_selected_action": numbers, "post": "yes", "index": 0}
    client.post(reverse(f"{name}_changelist"), everything)
    page = client.get(reverse(f"{name}_changelist"))
    if page.status_code == 200 and (formset := page.context["cl"].formset):
        data = fields_of(formset.management_form, change=False) | {"_save": "Сохранить"}
        client.post(
            reverse(f"{name}_changelist"),
            data | dict(chain(*(fields_of(each, True).items() for each in formset.forms))),
        )
    page = client.get(reverse(f"{name}_add"))
    if page.status_code == 200:
        client.post(reverse(f"{name}_add"), sent_by(page, rows="added"))

    found = differences(before, snapshot())
    follows = FOLLOWS | {("schools.Order", "added")}
    rest = [each for each in found if each[0] not in MEANT and (each[0], each[2]) not in follows]
    leaned_on = [each for each in found if each[2] in NEVER.get(each[0], ())]
    deleted = [each for each in found if each[2] == "deleted" and each[0] != "schools.Membership"]
    assert (rest, leaned_on, deleted) == ([], [], [])
    assert bool(found) == (Change.objects.count() > entries)


def test_the_walk_does_change_what_it_may(worked_in, client):
    """Otherwise it would show nothing: a school is renamed, a role taken away, an order added."""
    client.force_login(worked_in.administrator)
    school = reverse("admin:schools_school_change", args=[worked_in.school.pk])
    person = reverse("admin:accounts_user_change", args=[worked_in.director.pk])
    order = reverse("admin:schools_order_add")
    for url in (school, person, order):
        answer = client.post(url, sent_by(client.get(url), rows="changed"))
        assert answer.status_code == 302, answer.context["errors"]
