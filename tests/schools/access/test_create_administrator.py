"""The first person of an installation, made on its console."""

import getpass
import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.history.models import Change
from schools.access.scope import scope_of
from schools.management.commands.create_administrator import VARIABLE
from tests.factories import make_municipality, make_user

PASSWORD = "слоны-не-летают-7"
GIVEN = {"email": " Ivanova@Example.org", "name": "Иванова  Мария Петровна"}

pytestmark = pytest.mark.django_db


def create(**options) -> str:
    out = io.StringIO()
    call_command("create_administrator", stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """What a person answers, in order; passwords apart."""

    def type_in(*answers: str, passwords: tuple[str, ...]) -> None:
        lines, secrets = iter(answers), iter(passwords)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr("builtins.input", lambda question: next(lines))
        monkeypatch.setattr(getpass, "getpass", lambda question: next(secrets))

    return type_in


def test_without_questions(monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    told = create(**GIVEN, no_input=True)

    user = User.objects.get()
    assert (user.email, user.full_name) == ("ivanova@example.org", "Иванова Мария Петровна")
    assert scope_of(user).everywhere
    assert Change.objects.about(user).get().changed_by is None
    assert "Иванова Мария Петровна заведён" in told
    answer = Client().post(reverse("login"), {"username": user.email, "password": PASSWORD})
    assert answer.url == reverse("home")


def test_asks_for_what_is_missing_until_it_will_do(typed):
    typed(
        "иванова",
        "ivanova@example.org",
        "",
        "Иванова М. П.",
        passwords=("short", PASSWORD, "other", PASSWORD, PASSWORD),
    )
    told = create()

    assert User.objects.get().check_password(PASSWORD)
    for words in ("не похоже на адрес", "Назовите человека", "12", "Пароли не совпали"):
        assert words in told


@pytest.mark.parametrize(
    ("password", "words"),
    [("слоны-7", "12"), ("password1234", "угадать"), ("123456789012", "угадать"), ("ivanova@example.org", "угадать")],
)
def test_a_weak_password_makes_nobody(monkeypatch, password, words):
    monkeypatch.setenv(VARIABLE, password)
    with pytest.raises(CommandError, match=words):
        create(**GIVEN, no_input=True)

    assert not User.objects.exists()


@pytest.mark.parametrize("missing", ["email", "name", VARIABLE])
def test_without_a_terminal_it_says_what_is_missing(monkeypatch, missing):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    if missing == VARIABLE:
        monkeypatch.delenv(VARIABLE)
    given = {key: value for key, value in GIVEN.items() if key != missing}
    with pytest.raises(CommandError, match=f"Не хватает: .*{missing}"):
        create(**given, no_input=True)


def test_nobody_is_made_twice(monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    known = make_user()
    with pytest.raises(CommandError, match="уже есть"):
        create(email=known.email.upper(), name="Кто-то", no_input=True)

    assert User.objects.get() == known


def test_an_empty_portal_says_what_to_do_first(capsys, monkeypatch):
    make_municipality()
    call_command("say_first_step")
    assert "manage.py create_administrator" in capsys.readouterr().out

    monkeypatch.setenv(VARIABLE, PASSWORD)
    create(**GIVEN, no_input=True)
    call_command("say_first_step")
    assert "create_administrator" not in capsys.readouterr().out
