"""A second factor: set up, asked for at the log-in, demanded of roles, lost and reset; by codes, in words and signs."""

import io
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from portal.accounts.sessions import BEGAN
from portal.history.models import Change
from schools.entrance.actions import demand_second_factor
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enter(user, client: Client | None = None, **more) -> Client:
    client = client or Client()
    client.post(reverse("login"), {"username": user.email, "password": PASSWORD} | more)
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("task-list")).status_code == 200


def set_up(client: Client, capture) -> str:
    """The secret that the page showed, and the telephone keeps."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<code lang="en">(\w+)</code>', page)[1]
    with capture(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret, -1)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


@pytest.fixture
def protected(django_capture_on_commit_callbacks):
    user = make_user()
    return user, set_up(enter(user), django_capture_on_commit_callbacks)


def actions_about(user) -> list[str]:
    return list(Change.objects.about(user).order_by("pk").values_list("action", flat=True))


def test_a_code_follows_the_password(protected):
    user, secret = protected
    client = enter(user, next=reverse("session-list"))
    assert not is_in(client)

    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert "Шесть цифр из приложения" in page
    assert "Код не подошёл" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert not is_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).url == reverse("session-list")
    assert is_in(client)
    assert actions_about(user) == [
        "вход", "второй фактор добавлен", "второй фактор добавлен", "второй фактор не подошёл", "вход",
    ]  # fmt: skip


def test_its_secret_is_not_what_the_database_says(protected):
    user, secret = protected
    assert secret not in Authenticator.objects.get(user=user, type="totp").data["secret"]


def test_under_another_secret_key_no_code_fits(protected, settings):
    user, secret = protected
    settings.SECRET_KEY = "another"
    client = enter(user)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 200
    assert not is_in(client)


def test_a_code_is_used_once(protected, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "once"}}
    user, secret = protected
    code = code_of(secret)
    for expected in (True, False):
        client = enter(user)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client) == expected


def test_a_spare_code_opens_once(protected):
    user, secret = protected
    client = enter(user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    spare = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()[-1]

    for expected in (True, False):
        other = enter(user)
        other.post(reverse("mfa_authenticate"), {"code": spare})
        assert is_in(other) == expected


def test_wrong_codes_lock_as_wrong_passwords_do(protected, settings):
    user, secret = protected
    client = enter(user)
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
        enter(user)  # the password alone forgives nothing

    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 429
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 429
    answer = Client().post(reverse("login"), {"username": user.email, "password": PASSWORD})
    assert answer.status_code == 429


def test_a_while_after_the_log_in_it_asks_again_who_it_is():
    client = enter(make_user())
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    session[BEGAN] -= 3600
    session.save()

    again = client.get(reverse("mfa_activate_totp"))
    assert again.url.startswith(reverse("account_reauthenticate"))
    assert "Пароль не подошёл" in client.post(again.url, {"password": "не тот"}).content.decode()
    assert client.post(again.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    session.pop("account_authentication_methods")
    session.save()
    posted = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert posted.url.startswith(reverse("account_reauthenticate"))


def test_a_change_is_told_by_letter(mail_host, protected, django_capture_on_commit_callbacks):
    user, secret = protected
    client = enter(user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"))

    letters = user.letters.filter(subject="Изменён второй фактор входа в портал").order_by("pk")
    assert [re.search("фактор: (.+)[.]", letter.body)[1] for letter in letters] == [
        "подключено приложение с кодами", "отключено приложение с кодами",
    ]  # fmt: skip
    assert not Authenticator.objects.filter(user=user).exists()  # spare codes are nothing by themselves


def test_whom_it_is_demanded_of_can_do_nothing_before(district, django_capture_on_commit_callbacks):
    client = enter(district.specialist)
    demand_second_factor(municipality=district.municipality, roles=[Role.SPECIALIST], by=district.coordinator)
    assert is_in(client)  # at work already: within minutes
    session = client.session
    session["kept_at"] -= 3600
    session.save()
    assert not is_in(client)

    client = enter(district.specialist)
    for name in ("home", "task-list", "search", "password-change"):
        assert client.get(reverse(name)).url == reverse("mfa_index")
    assert client.post(reverse("calendar-renew")).url == reverse("mfa_index")
    assert "Вашей роли нужен второй фактор" in client.get(reverse("mfa_index")).content.decode()
    assert is_in(enter(district.observer))

    set_up(client, django_capture_on_commit_callbacks)
    assert is_in(client)
    refused = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "сначала добавьте другой" in refused
    assert Authenticator.objects.filter(user=district.specialist, type="totp").exists()


def test_of_administrators_of_the_whole_portal_only_these_demand_it(district):
    chief = make_user(Role.ADMINISTRATOR, None)
    client = enter(chief)
    page = reverse("entrance", args=[district.municipality.pk])
    assert "Администраторам всего портала" not in enter(district.administrator).get(page).content.decode()
    enter(district.administrator).post(page, {"roles": ["administrator"], "of_the_portal": "on"})
    assert is_in(enter(chief))
    assert not is_in(enter(district.administrator))

    client.post(page, {"roles": [], "of_the_portal": "on"})
    assert not is_in(enter(chief))
    assert is_in(enter(district.administrator))
    changes = Change.objects.filter(action="второй фактор требуется").order_by("pk")
    assert [change.after["second_factor"] for change in changes] == ["администратор", "ни от кого", "администратор"]


def test_a_lost_one_is_reset_by_whoever_rules_the_person(district, django_capture_on_commit_callbacks):
    set_up(enter(district.director), django_capture_on_commit_callbacks)
    set_up(enter(district.administrator), django_capture_on_commit_callbacks)

    def reset(by, person) -> int:
        client = Client()
        client.force_login(by)
        arguments = [district.municipality.pk, person.pk]
        return client.post(reverse("second-factor-reset", args=arguments)).status_code

    assert reset(district.specialist, district.director) == 403
    assert reset(district.stranger, district.director) == 404
    assert reset(district.coordinator, district.administrator) == 403
    assert reset(district.coordinator, district.stranger) == 404
    assert not is_in(enter(district.director))
    assert reset(district.coordinator, district.director) == 302
    assert is_in(enter(district.director))
    change = Change.objects.get(action="второй фактор снят")
    assert (change.subject, change.changed_by) == (district.director, district.coordinator)
    assert change.before == {"second_factor": "приложение с кодами"}


def test_the_only_administrators_is_reset_on_the_server(protected):
    user, _ = protected
    call_command("reset_second_factor", user.email.upper(), stdout=io.StringIO())
    assert is_in(enter(user))
    with pytest.raises(CommandError, match="снимать нечего"):
        call_command("reset_second_factor", user.email)
