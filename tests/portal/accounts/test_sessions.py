"""Log-ins end by themselves, are seen and ended from elsewhere; one from a new browser is told by letter."""

import datetime

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.values.views.cells import cell_changes
from portal.accounts.devices import SUBJECT, device_in_words
from portal.accounts.sessions import BEGAN, KEPT
from portal.history.models import Change
from portal.letters.models import Letter
from tests.factories import PASSWORD, make_user
from tests.portal.accounts.test_second_factor import enter, is_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0"
YANDEX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/122.0 YaBrowser/24.4 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile Safari/604.1"


def earlier(client: Client, **seconds: int) -> None:
    """As if the session had begun, and its person had last been at work, so long ago."""
    session = client.session
    for key, ago in seconds.items():
        session[key] -= ago
    session.save()


def ends_in(client: Client) -> float:
    """Seconds, as the server counts them; the browser's cookie goes by the same."""
    ends = Session.objects.get(pk=client.session.session_key).expire_date
    return (ends - timezone.now()).total_seconds()


def test_it_ends_after_hours_without_work(settings):
    client = enter(make_user())
    assert ends_in(client) == pytest.approx(settings.SESSION_COOKIE_AGE, abs=60)
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assert not is_in(client)


def test_work_keeps_it_but_not_beyond_a_working_day(settings):
    client = enter(make_user())
    earlier(client, **{BEGAN: 3600, KEPT: 3600})
    assert is_in(client)
    assert ends_in(client) == pytest.approx(settings.SESSION_COOKIE_AGE, abs=60)

    earlier(client, **{BEGAN: settings.SESSION_LONGEST - 3600 - 600, KEPT: 3600})
    assert is_in(client)
    assert ends_in(client) == pytest.approx(600, abs=60)
    earlier(client, **{BEGAN: 700, KEPT: 3600})
    is_in(client)  # past its end it is kept no longer
    assert not is_in(client)


def test_what_a_page_asks_by_itself_does_not_keep_it(browse, district):
    assert cell_changes.asked_by_itself
    client = browse("specialist")
    earlier(client, **{KEPT: 3600})
    before = client.session[KEPT]
    client.get(reverse("cell-changes"))
    assert client.session[KEPT] == before
    client.get(reverse("task-list"))
    assert client.session[KEPT] > before


def test_one_is_ended_from_another(settings):
    user, stranger = make_user(), make_user()
    here, there, third = (enter(user, Client(headers={"User-Agent": agent})) for agent in (FIREFOX, YANDEX, IPHONE))
    strangers = enter(stranger)

    page = here.get(reverse("session-list"))
    assert page.context["sessions"][0].device == "Firefox, Windows"
    by_device = {each.device: each.pk for each in page.context["sessions"]}
    assert set(by_device) == {"Firefox, Windows", "Яндекс Браузер, Linux", "Safari, iPhone"}

    assert strangers.post(reverse("session-end", args=[by_device["Safari, iPhone"]])).status_code == 404
    here.post(reverse("session-end", args=[by_device["Яндекс Браузер, Linux"]]))
    assert [is_in(each) for each in (here, there, third)] == [True, False, True]
    here.post(reverse("session-end-others"))
    assert [is_in(each) for each in (here, there, third, strangers)] == [True, False, False, True]
    assert Change.objects.about(user).filter(action="вход в другом месте завершён").count() == 2


def test_a_changed_password_ends_the_others():
    user = make_user()
    here, there = enter(user), enter(user)
    new = "чайник в тёмном снегу"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("password-change"), data).status_code == 302
    assert [is_in(here), is_in(there)] == [True, False]
    assert Change.objects.about(user).get(action="пароль изменён").changed_by == user


def test_a_log_in_from_a_new_browser_is_told(mail_host):
    user, client = make_user(), Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR="192.0.2.7")
    enter(user, client)
    letter = Letter.objects.get(subject=SUBJECT)
    assert "Firefox, Windows, адрес 192.0.2.7" in letter.body
    assert reverse("session-list") in letter.body

    client.post(reverse("logout"))
    enter(user, client)
    assert Letter.objects.count() == 1
    client.post(reverse("logout"))
    enter(make_user(), client)  # a colleague at the same computer is told of theirs
    client.post(reverse("logout"))
    enter(user, client)
    assert Letter.objects.count() == 2
    user.set_password(PASSWORD)
    user.save()
    client.post(reverse("logout"))
    enter(user, client)
    assert Letter.objects.count() == 3


def test_nobody_is_told_where_no_letters_go(no_mail_host):
    assert is_in(enter(make_user()))


def test_what_a_browser_says_of_itself_is_read():
    assert device_in_words("") == "неизвестный браузер"
    assert device_in_words(FIREFOX.replace("Firefox", "Edg")) == "Edge, Windows"


def test_cookies_are_for_this_host_and_no_script():
    answer = Client().post(reverse("login"), {"username": (user := make_user()).email, "password": PASSWORD})
    for name in (project.SESSION_COOKIE_NAME, project.DEVICE_COOKIE_NAME):
        assert answer.cookies[name]["httponly"]
        assert answer.cookies[name]["samesite"] == "Lax"
        assert not answer.cookies[name]["domain"]
    assert user.email not in answer.cookies[project.DEVICE_COOKIE_NAME].value
