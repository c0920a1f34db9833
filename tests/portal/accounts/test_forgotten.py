"""A forgotten password, from the log-in page to the log-in with the new one."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.history.models import Change
from portal.letters.models import Letter
from tests.factories import PASSWORD, make_user
from tests.mail import run_tasks

pytestmark = pytest.mark.django_db

NEW = "слоны-летают-низко-3"


def ask(email: str, client: Client | None = None) -> str:
    answer = (client or Client()).post(reverse("password-reset"), {"email": email}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_sets_a_new_password_by_a_letter(mail_host):
    person, client = make_user(full_name="Иванова Анна Ильинична"), Client()
    assert reverse("password-reset") in client.get(reverse("login")).content.decode()
    ask(f" {person.email.upper()}", client)
    run_tasks()

    words = mail_host.letters[0].get_content()
    assert "Здравствуйте, Анна Ильинична!" in words
    link = re.search(r"http://[^/]+(/\S+)", words)[1]
    page = client.get(link, follow=True)
    assert "Новый пароль" in page.content.decode()
    form = page.redirect_chain[-1][0]
    assert client.post(form, {"new_password1": "123", "new_password2": "123"}).status_code == 422
    answer = client.post(form, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert Change.objects.filter(action="забытый пароль заменён").count() == 1
    assert "Пароль сохранён. Войдите с ним." in answer.content.decode()
    assert client.post(reverse("login"), {"username": person.email, "password": PASSWORD}).status_code == 200
    assert client.post(reverse("login"), {"username": person.email, "password": NEW}).status_code == 302
    assert "Эта ссылка уже использована" in Client().get(link, follow=True).content.decode()
    assert not Letter.objects.exclude(secret="").exists()


def test_the_answer_tells_nothing_of_who_is_there(mail_host):
    """The same words; and nobody waits for a mail server, which would tell by its time."""
    known = make_user()
    left, invited = make_user(is_active=False), User.objects.create_user("new@example.org", None, full_name="Новая")
    answers = {ask(email) for email in (known.email, "nobody@example.org", left.email, invited.email)}

    assert len(answers) == 1
    assert "Если этот адрес есть на портале" in answers.pop()
    assert mail_host.letters == []
    run_tasks()
    assert [letter.recipient for letter in Letter.objects.all()] == [known]


def test_a_person_is_not_flooded_with_letters(mail_host):
    person = make_user()
    for _ in range(3):
        ask(person.email)
    run_tasks()

    assert Letter.objects.count() == 1


def test_without_a_mail_server_the_page_says_whom_to_ask(no_mail_host):
    person, client = make_user(), Client()
    pages = client.get(reverse("password-reset")), client.post(reverse("password-reset"), {"email": person.email})

    for page in pages:
        assert "Позвоните координатору в отдел образования" in page.content.decode()
        assert "<form" not in page.content.decode().split("<main")[1]
    assert not Letter.objects.exists()
