"""«Отправлено» means that a mail server took the letter; what it did not take is tried again."""

import datetime
import email
import email.policy
import json
import os
import smtplib
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.letters.failures import failure_words
from portal.letters.mail_way import NoMailServer, can_send_letters, where_letters_go
from portal.letters.models import Letter
from portal.letters.outcome import failure_told, outcome_words
from portal.letters.sending import WAITS, deliver, deliver_waiting, greeting, try_again, write_letter
from tests.factories import make_user

ROOT = Path(__file__).resolve().parents[3]
State = Letter.State


@pytest.fixture
def people(db):
    return [make_user(), make_user(), make_user()]


def letter_to(person, **fields) -> Letter:
    fields = {"subject": "Ждём показатели", "body": "Здравствуйте!\n.\nСрок прошёл."} | fields
    return write_letter(to=person, about=person, **fields)


def later(letter: Letter) -> None:
    """The moment of its next try has come."""
    Letter.objects.filter(pk=letter.pk, state=State.WAITING).update(next_try_at=timezone.now())
    letter.refresh_from_db()


class TestAServerThatTakesThem:
    def test_a_letter_arrives_with_its_words_and_its_sender(self, people, mail_host, settings):
        settings.DEFAULT_FROM_EMAIL = "portal@example.ru"
        letter = letter_to(people[0], sender_name="Петрова М. П., Отдел образования", reply_to="petrova@example.ru")
        assert letter.state == State.WAITING
        assert deliver([letter]) == [letter]

        (got,) = mail_host.letters
        assert got["To"] == people[0].email
        assert got["From"].addresses[0].display_name == "Петрова М. П., Отдел образования"
        assert got["From"].addresses[0].addr_spec == "portal@example.ru"
        assert got["Reply-To"] == "petrova@example.ru"
        assert got["Subject"] == "Ждём показатели"
        assert got.get_content().splitlines() == ["Здравствуйте!", ".", "Срок прошёл."]
        letter.refresh_from_db()
        assert (letter.state, letter.attempts, letter.next_try_at) == (State.SENT, 1, None)
        assert letter.gone_at

    def test_many_go_by_one_connection(self, people, mail_host):
        deliver(letter_to(person) for person in people)

        assert mail_host.recipients() == [person.email for person in people]
        assert mail_host.connections == 1

    def test_a_letter_goes_once(self, people, mail_host):
        letter = letter_to(people[0])
        known_to_another = Letter.objects.get()
        deliver([letter])
        deliver([letter, known_to_another])
        deliver_waiting()

        assert len(mail_host.letters) == 1

    def test_a_title_in_two_lines_is_a_subject_in_one(self, people, mail_host):
        deliver([letter_to(people[0], subject="Итоги\r\nBcc: all@example.org")])

        assert mail_host.letters[0]["Subject"] == "Итоги Bcc: all@example.org"
        assert mail_host.letters[0]["Bcc"] is None

    def test_names_that_are_too_long_to_be_kept_are_cut(self, people, mail_host):
        letter = letter_to(people[0], subject="Сбор " * 200, sender_name="Управление " * 100)
        assert deliver([letter]) == [letter]
        letter.refresh_from_db()

        assert len(letter.subject) <= 500
        assert len(letter.sender_name) <= 500


class TestAServerThatDoesNot:
    def test_one_refused_address_keeps_no_other_from_its_letter(self, people, mail_host):
        mail_host.refused = {people[0].email}
        letters = [letter_to(person) for person in people]
        assert deliver(letters) == letters[1:]

        assert letters[0].state == State.WAITING
        assert letters[0].failure == "Почтовый сервер не принял адрес получателя (550 5.1.1 No such mailbox)."

    def test_what_was_refused_is_tried_again_by_a_worker_at_its_time(self, people, mail_host):
        mail_host.refused = {people[0].email}
        letter = letter_to(people[0])
        deliver([letter])
        task = DBTaskResult.objects.get()
        assert task.task_path == "portal.letters.sending.try_again"
        assert task.run_after - timezone.now() > WAITS[0] - datetime.timedelta(minutes=1)
        mail_host.refused = set()
        assert try_again.func() == 0, "its time has not come"
        later(letter)
        assert try_again.func() == 1

        letter.refresh_from_db()
        assert (letter.state, letter.attempts, letter.failure) == (State.SENT, 2, "")

    def test_it_is_given_up_after_so_many_tries_and_says_why(self, people, mail_host):
        mail_host.refused = {people[0].email}
        letter = letter_to(people[0])
        deliver([letter])
        waits = [letter.next_try_at]
        for _ in range(len(WAITS) + 3):
            later(letter)
            deliver_waiting()
            letter.refresh_from_db()
            waits.append(letter.next_try_at)

        assert (letter.state, letter.attempts) == (State.FAILED, len(WAITS) + 1)
        assert "550" in letter.failure
        assert waits[: len(WAITS)] == sorted(waits[: len(WAITS)])

    def test_failures_stand_in_the_log(self, people, dead_mail_host, caplog):
        deliver([letter_to(people[0])])

        assert f"to {people[0].email}, try 1: Почтовый сервер не отвечает." in caplog.text

    def test_a_server_that_is_down_is_asked_once_for_all(self, people, dead_mail_host, monkeypatch):
        asked = []
        connect = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda *a, **kw: asked.append(a) or connect(*a, **kw))
        letters = [letter_to(person) for person in people]
        assert deliver(letters) == []

        assert {letter.failure for letter in letters} == {"Почтовый сервер не отвечает."}
        assert len(asked) == 1

    def test_a_server_that_hangs_up_leaves_them_waiting(self, people, mail_host):
        mail_host.hanging_up = True
        letters = [letter_to(person) for person in people]
        deliver(letters)
        assert {(letter.state, letter.failure) for letter in letters} == {
            (State.WAITING, "Почтовый сервер прервал связь.")
        }
        assert mail_host.connections == 1, "the others would fare alike"
        mail_host.hanging_up = False
        for letter in letters:
            later(letter)

        assert len(deliver_waiting()) == len(people)

    def test_what_is_no_longer_wanted_is_not_tried_again(self, people, mail_host):
        mail_host.refused = {people[0].email}
        letter = letter_to(people[0])
        deliver([letter])
        later(letter)
        assert Letter.objects.about([people[0]]).withdraw() == 1
        mail_host.refused = set()
        deliver_waiting()

        assert mail_host.letters == []

    def test_by_command_where_there_is_no_worker(self, people, mail_host, capsys):
        mail_host.refused = {people[1].email}
        letters = [letter_to(person) for person in people[:2]]  # the portal was stopped before it sent them
        call_command("send_letters")

        assert capsys.readouterr().out == "Отправлено 1 письмо.\nЖдут следующей попытки: 1.\n"
        letters[0].refresh_from_db()
        assert letters[0].state == State.SENT

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (smtplib.SMTPAuthenticationError(535, b"5.7.8 denied"), "не принял логин или пароль портала (535 5.7.8"),
            (smtplib.SMTPSenderRefused(553, b"not yours", "x@y.ru"), "не принял адрес отправителя (553 not yours)"),
            (smtplib.SMTPDataError(554, b"spam"), "отказал (554 spam)"),
            (socket.gaierror(-2, "unknown"), "не найден в сети"),
            (TimeoutError("timed out"), "не отвечает"),
            (ConnectionRefusedError(111, "refused"), "не отвечает"),
            (UnicodeEncodeError("ascii", "ж", 0, 1, "no"), "записаны с ошибкой"),
            (PermissionError(13, "no", "/srv/letters"), "не записалось в папку: /srv/letters"),
        ],
    )
    def test_each_failure_is_a_sentence(self, error, words):
        assert words in failure_words(error)


class TestWithoutOne:
    def test_nothing_is_written_and_nothing_pretends_to_be_sent(self, people, no_mail_host):
        assert not can_send_letters()
        with pytest.raises(NoMailServer, match="почтовый сервер не настроен"):
            letter_to(people[0])
        with pytest.raises(NoMailServer):
            send_mail("Тема", "Письмо", None, [people[0].email])
        with pytest.raises(CommandError, match="почтовый сервер не настроен"):
            call_command("send_letters")
        with pytest.raises(NoMailServer):
            call_command("sendtestemail", people[0].email)

        assert not Letter.objects.exists()
        assert "не может отправлять письма" in where_letters_go()

    def test_letters_that_waited_when_it_was_taken_away_stay_waiting(self, people, mail_host, settings):
        letter = letter_to(people[0])
        settings.EMAIL_BACKEND = "portal.letters.backends.NoServerBackend"
        assert deliver_waiting() == []
        letter.refresh_from_db()

        assert (letter.state, letter.attempts) == (State.WAITING, 0)

    @pytest.mark.parametrize("backend", ["console", "dummy"])
    def test_djangos_backends_that_nobody_reads_are_no_server(self, backend, settings):
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"

        assert not can_send_letters()


class TestAFolder:
    def test_a_letter_is_a_file_that_mail_programs_open(self, people, letters_folder):
        letters = [letter_to(people[0], sender_name="Отдел образования") for _ in range(2)]
        deliver(letters)

        files = sorted(letters_folder.glob("*.eml"))
        assert [people[0].email in file.name for file in files] == [True, True]
        got = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
        assert (got["Subject"], got["To"]) == ("Ждём показатели", people[0].email)
        assert "Срок прошёл." in got.get_content()
        assert {letter.state for letter in letters} == {State.IN_FOLDER}

    def test_nobody_is_told_that_it_was_sent(self, letters_folder):
        assert outcome_words(2) == "Сложены 2 письма в папку на сервере: почтового сервера у портала нет."
        assert str(letters_folder) in where_letters_go(on_the_server=True)
        # Coordinators need no path of a server.
        assert where_letters_go() == "Письма никому не отправляются, а складываются файлами на сервере."

    def test_a_folder_that_cannot_be_written_is_a_failure(self, people, letters_folder):
        letters_folder.write_text("a file in its place")
        letter = letter_to(people[0])
        assert deliver([letter]) == []
        assert letter.failure.startswith("Письмо не записалось в папку")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Отправлено 1 письмо."),
        (3, "Отправлены 3 письма."),
        (11, "Отправлено 11 писем."),
        (21, "Отправлено 21 письмо."),
    ],
)
def test_numbers_ask_for_their_forms(number, words):
    assert outcome_words(number) == words


def test_each_reason_is_told_once():
    assert failure_told(["Сервер занят.", "Сервер занят."]) == "Не ушли 2 письма. Сервер занят."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Петрова Мария Олеговна", "Здравствуйте, Мария Олеговна!"),
        ("Мамедов Вагиф Рамиз оглы", "Здравствуйте, Вагиф Рамиз оглы!"),
        ("Петрова Мария", "Здравствуйте!"),
        ("", "Здравствуйте!"),
    ],
)
def test_people_are_called_by_name_and_patronymic(name, words):
    assert greeting(name) == words


ASK = """
import json
from django.conf import settings as s
from portal.letters.mail_way import mail_way
names = "EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER EMAIL_TIMEOUT DEFAULT_FROM_EMAIL EMAIL_FILE_PATH".split()
print(json.dumps({"way": mail_way().name} | {name: str(getattr(s, name)) for name in names}))
"""


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, {"way": "NOWHERE"}),
        ({"EMAIL_URL": ""}, {"way": "NOWHERE"}),
        ({"EMAIL_URL": "consolemail://"}, {"way": "NOWHERE"}),
        (
            {"EMAIL_URL": "smtp+tls://office%40edu.example.ru:pass@mail.example.ru:587"},
            {
                "way": "SERVER",
                "EMAIL_HOST": "mail.example.ru",
                "EMAIL_PORT": "587",
                "DEFAULT_FROM_EMAIL": "office@edu.example.ru",
                "EMAIL_TIMEOUT": "10",
            },
        ),
        (
            {"EMAIL_URL": "smtp://127.0.0.1:25", "PORTAL_ADDRESS": "https://portal.example.ru"},
            {"way": "SERVER", "DEFAULT_FROM_EMAIL": "portal@portal.example.ru"},
        ),
        (
            {"EMAIL_URL": "smtp://127.0.0.1:25", "PORTAL_MAIL_FROM": "edu@example.ru"},
            {"DEFAULT_FROM_EMAIL": "edu@example.ru"},
        ),
        ({"EMAIL_URL": "filemail:///srv/letters"}, {"way": "FOLDER", "EMAIL_FILE_PATH": "/srv/letters"}),
        ({"EMAIL_URL": "filemail://"}, {"way": "FOLDER", "EMAIL_FILE_PATH": "{data}/letters"}),
    ],
)
def test_the_environment_says_where_letters_go(environment, found, tmp_path):
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "EMAIL_", "DATABASE"))}
    own |= {"PORTAL_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"} | environment
    answer = subprocess.run(  # noqa: S603 — the project's own
        [sys.executable, "-c", ASK], env=own, cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(answer.stdout)
    assert {name: told[name] for name in found} == {name: value.format(data=tmp_path) for name, value in found.items()}


@pytest.mark.django_db
def test_finished_tasks_of_letters_are_forgotten_after_two_days(no_mail_host):
    def finished(ago: datetime.timedelta) -> DBTaskResult:
        task = DBTaskResult.objects.get(pk=try_again.enqueue().id)
        task.status, task.finished_at = "SUCCESSFUL", timezone.now() - ago
        task.save()
        return task

    old, young = finished(datetime.timedelta(days=3)), finished(datetime.timedelta(hours=3))
    waiting = DBTaskResult.objects.get(pk=try_again.enqueue().id)
    try_again.call()

    left = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert old.pk not in left
    assert {young.pk, waiting.pk} <= left
