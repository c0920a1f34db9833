"""A log-in by OpenID Connect, at a provider that runs on this machine: only people known by e-mail get in."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.history.models import Change
from tests.factories import make_user
from tests.portal.accounts.test_second_factor import is_in, set_up

pytestmark = pytest.mark.django_db
BEGIN = reverse("openid_connect_login", args=["openid"])


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """In a process of its own, as in life."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        address = f"http://localhost:{port}"
        try:
            for _ in range(300):
                with suppress(requests.ConnectionError):
                    requests.get(f"{address}/.well-known/openid-configuration", timeout=10)
                    break
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


@pytest.fixture
def openid(provider, settings) -> str:
    settings.OPENID = {
        "provider_id": "openid", "name": "систему региона", "client_id": "portal", "secret": "secret",
        "settings": {"server_url": provider},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [settings.OPENID], "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email"]}
    }
    return provider


def come(
    provider: str, email: str, *, is_verified: bool = True, client: Client | None = None, sub: str = "", begin=BEGIN
):
    """From the log-in page to the provider, where its person agrees, and back: the portal's last answer."""
    client = client or Client()
    sub = sub or email
    requests.put(
        f"{provider}/users/{sub}", json={"email": email, "email_verified": is_verified}, timeout=10
    ).raise_for_status()
    away = client.post(begin)
    assert away.status_code == 302
    assert "code_challenge" in parse_qs(urlsplit(away.url).query)
    agreed = requests.post(away.url, data={"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(agreed.headers["Location"])
    return client, client.get(f"{back.path}?{back.query}")


def test_who_is_known_by_email_gets_in_as_what_the_portal_says(openid, district):
    person = district.director
    page = Client().get(reverse("login")).content.decode()
    assert "Войти через систему региона" in page
    client, answer = come(openid, person.email.upper(), sub="42")

    assert answer.url == reverse("home")
    assert is_in(client)
    assert client.get(reverse("person-list", args=[district.municipality.pk])).status_code == 403
    assert Change.objects.about(person).filter(action="вход").count() == 1
    # From now on by the provider's own number, whatever address it tells.
    assert is_in(come(openid, "renamed@example.org", sub="42")[0])


def test_who_was_invited_needs_no_password(openid):
    invited = User.objects.create_user("invited@example.org", None, full_name="Новая")
    assert is_in(come(openid, invited.email)[0])
    assert not User.objects.get(pk=invited.pk).has_usable_password()


@pytest.mark.parametrize(("email", "is_verified"), [("nobody@example.org", True), ("known@example.org", False)])
def test_nobody_else_gets_in_and_no_account_is_made(openid, email, is_verified):
    User.objects.create_user("known@example.org", "слоны-не-летают-7", full_name="Известная")
    before = User.objects.count()
    client, answer = come(openid, email, is_verified=is_verified)

    assert answer.status_code == 403
    assert "Вас нет в портале" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_who_may_not_log_in_does_not(openid):
    left = make_user(is_active=False)
    client, answer = come(openid, left.email)
    assert "больше не может входить" in client.get(answer.url).content.decode()
    assert not is_in(client)


def test_the_second_factor_follows_all_the_same(openid, django_capture_on_commit_callbacks):
    person = make_user()
    set_up(come(openid, person.email)[0], django_capture_on_commit_callbacks)
    client, answer = come(openid, person.email)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_nobody_joins_anothers_log_in_to_theirs(openid):
    client = Client()
    client.force_login(make_user())
    _, answer = come(openid, "x@example.org", client=client, begin=f"{BEGIN}?process=connect")
    assert answer.url == reverse("home")
    assert not SocialAccount.objects.exists()


def test_a_strange_answer_is_said(openid):
    answer = Client().get(reverse("openid_connect_callback", args=["openid"]), {"code": "x", "state": "y"})
    assert answer.status_code == 401
    assert "Войти не получилось" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_said(openid, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client().post(BEGIN)
    assert "Войти не получилось" in answer.content.decode()
