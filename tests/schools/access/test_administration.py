"""Administration is no way round: nothing that others depend on is deleted or changed there, and what is, is kept."""

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.accounts.roles import Role
from portal.history.models import Change
from schools.access.models import Membership
from schools.orders.models import Order
from tests.factories import approve, make_user

ADMINS = list(admin.site._registry.items())


@pytest.mark.parametrize(("model", "pages"), ADMINS, ids=[model._meta.label for model, _ in ADMINS])
def test_nothing_is_deleted(model, pages, db):
    request = RequestFactory().get("/")
    request.user = make_user(Role.ADMINISTRATOR, None)

    assert not pages.has_delete_permission(request)
    assert not pages.has_delete_permission(request, model())
    assert "delete_selected" not in pages.get_actions(request)


def test_an_order_that_an_approval_stands_on_is_looked_at_only(browse, district):
    approve(district.programme, by=district.coordinator)
    order = Order.objects.get()
    url, client = reverse("admin:schools_order_change", args=[order.pk]), browse("administrator")

    assert client.get(url).status_code == 200
    assert client.post(url, {"number": "999"}).status_code == 403
    assert Order.objects.get().number == order.number


def test_a_changed_school_is_in_the_journal(browse, district):
    url = reverse("admin:schools_school_change", args=[district.other_school.pk])
    form = browse("administrator").get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    answer = browse("administrator").post(url, data | {"name": "Сосновская СОШ"})

    assert answer.status_code == 302
    change = Change.objects.about(district.other_school).get(action="изменено в управлении")
    assert (change.before["name"], change.after["name"]) == ("Сосновская ООШ", "Сосновская СОШ")
    assert change.changed_by == district.administrator


def test_a_role_given_and_taken_is_in_the_journal(browse, district):
    person, client = district.specialist, browse("administrator")
    place = person.memberships.get()
    data = {"email": person.email, "full_name": person.full_name, "position": "", "is_active": "on"}
    data |= {"memberships-TOTAL_FORMS": "2", "memberships-INITIAL_FORMS": "1", "memberships-0-user": person.pk}
    data |= {"memberships-0-id": place.pk, "memberships-0-role": place.role, "memberships-0-DELETE": "on"}
    data |= {"memberships-0-municipality": district.municipality.pk, "memberships-1-user": person.pk}
    data |= {"memberships-1-role": Role.OBSERVER.value, "memberships-1-municipality": district.municipality.pk}
    answer = client.post(reverse("admin:accounts_user_change", args=[person.pk]), data)

    assert answer.status_code == 302
    given = Membership.objects.get(user=person)
    change = Change.objects.about(person).get()
    assert list(change.before.values()) == [str(place)]
    assert change.after == {f"membership {given.pk}": str(given)}


def test_a_password_set_by_an_administrator_is_in_the_journal_without_itself(browse, district):
    secret = "слоны-летают-за-сыром-9"
    url = reverse("admin:auth_user_password_change", args=[district.director.pk])
    answer = browse("administrator").post(
        url, {"password1": secret, "password2": secret, "usable_password": "true", "set-password": "1"}
    )

    assert answer.status_code == 302
    change = Change.objects.about(district.director).get()
    assert (change.action, change.before, change.after) == ("пароль изменён в управлении", {}, {})


def test_a_person_without_a_role_belongs_to_whoever_made_them(browse, district):
    client, url = browse("administrator"), reverse("admin:accounts_user_changelist")
    somebody_elses = make_user()
    data = {"email": "mine@example.org", "full_name": "Новый Человек"}
    data |= dict.fromkeys(("password1", "password2"), "слоны-не-летают-7")
    data |= {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    assert client.post(reverse("admin:accounts_user_add"), data).status_code == 302

    page = client.get(url).content.decode()
    assert "mine@example.org" in page
    assert somebody_elses.email not in page
    assert district.director.email in page


def test_rows_below_a_form_are_told_from_and_to(browse, district):
    url = reverse("admin:schools_municipality_change", args=[district.municipality.pk])
    page, department = browse("administrator").get(url), district.municipality.department
    data = {bound.html_name: bound.value() or "" for bound in page.context["adminform"].form}
    for form in page.context["inline_admin_formsets"][0].formset.forms:
        data |= {bound.html_name: bound.value() or "" for bound in form}
    data |= {"department-TOTAL_FORMS": 1, "department-INITIAL_FORMS": 1, "department-0-name": "Управление образования"}
    answer = browse("administrator").post(url, data)
    assert answer.status_code == 302, answer.context["errors"]

    change = Change.objects.about(district.municipality).get(action="изменено в управлении")
    row = f"department {department.pk}"
    assert change.before[row] == {"name": "Отдел образования"}
    assert change.after[row] == {"name": "Управление образования"}


def test_two_people_who_change_one_person_at_once_are_told(browse, district):
    url, other = reverse("admin:accounts_user_change", args=[district.director.pk]), make_user(Role.ADMINISTRATOR, None)
    opened = browse("administrator").get(url)
    form = opened.context["adminform"].form
    data = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    data |= {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    data["newest_change"] = opened.context["newest_change"]
    meanwhile = Client()
    meanwhile.force_login(other)
    assert meanwhile.post(url, data | {"position": "Директор лицея"}).status_code == 302

    answer = browse("administrator").post(url, data | {"position": "Директор гимназии"})
    assert answer.status_code == 200
    assert "Директор лицея" in str(answer.context["adminform"].form.non_field_errors())
    district.director.refresh_from_db()
    assert district.director.position == "Директор лицея"

    again = data | {"position": "Директор гимназии", "newest_change": answer.context["newest_change"]}
    assert browse("administrator").post(url, again).status_code == 302
    district.director.refresh_from_db()
    assert district.director.position == "Директор гимназии"
