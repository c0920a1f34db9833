"""Letters about deadlines: enough, never twice, none lost; and the same deadlines in one's own calendar."""

import datetime
import itertools
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from portal.history.models import Change
from portal.letters.mail_way import NoMailServer
from portal.letters.models import Letter
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.execution.reminders.actions import Mailing, send_reminders
from roadmap.execution.reminders.background import remind
from roadmap.execution.reminders.models import Reminder, ReminderChoice
from roadmap.execution.reminders.reminder_days import falls_due
from roadmap.execution.reminders.working_days import is_working_day
from tests.factories import make_school, make_user

# The district's activities are due on Monday, 31 August 2026.
DEADLINE = datetime.date(2026, 8, 31)
MONTH_BEFORE = datetime.date(2026, 8, 3)  # 30 days before is a Saturday
WEEK_BEFORE = datetime.date(2026, 8, 24)
FAR = datetime.date(2026, 5, 15)


@pytest.fixture
def district(in_force):
    return in_force


def letters_to(user) -> list[str]:
    return [letter.body for letter in mail.outbox if letter.to == [user.email]]


class TestDays:
    EVERYTHING = ReminderChoice()

    @pytest.mark.parametrize("days", [30, 7, 1, -1, -8, -15])
    def test_of_reminding(self, days):
        day = DEADLINE - datetime.timedelta(days=days)
        assert falls_due(DEADLINE, self.EVERYTHING, day - datetime.timedelta(days=1), day)
        assert not falls_due(DEADLINE, self.EVERYTHING, day, day + datetime.timedelta(days=1))

    @pytest.mark.parametrize(
        ("choice", "days"), [("month_before", 30), ("week_before", 7), ("day_before", 1), ("weekly_after", -8)]
    )
    def test_that_one_does_not_want(self, choice, days):
        day = DEADLINE - datetime.timedelta(days=days)
        assert not falls_due(DEADLINE, ReminderChoice(**{choice: False}), day - datetime.timedelta(days=1), day)

    @given(st.lists(st.integers(-60, 60), min_size=3, max_size=12, unique=True))
    def test_missed_nights_lose_nothing(self, nights):
        """Something fell due in a span of nights exactly if it did in one of its parts."""
        runs = sorted(DEADLINE + datetime.timedelta(days=night) for night in nights)
        whole = falls_due(DEADLINE, self.EVERYTHING, runs[0], runs[-1])
        parts = [falls_due(DEADLINE, self.EVERYTHING, *span) for span in itertools.pairwise(runs)]

        assert whole == any(parts)

    @pytest.mark.parametrize(
        ("on", "is_working"),
        [
            ("2026-11-23", True),
            ("2026-11-22", False),
            ("2026-11-04", False),
            ("2025-11-01", True),
            ("2026-01-09", False),
        ],
    )
    def test_of_work_are_those_of_the_production_calendar(self, on, is_working):
        assert is_working_day(datetime.date.fromisoformat(on)) is is_working


class TestLetters:
    def test_a_director_is_reminded_of_what_is_due(self, district):
        send_reminders(MONTH_BEFORE)

        [letter] = letters_to(district.director)
        assert "до 31.08.2026 Берёзовская СОШ: 1.3 Мероприятие 1.3" in letter
        assert "Сосновская" not in letter
        assert "Мероприятие 1.1" not in letter
        assert f"/assignments/{district.activities['1.3'].assignments.get().pk}/" in letter

    def test_the_department_is_reminded_of_its_own(self, district):
        send_reminders(MONTH_BEFORE)

        for person in (district.coordinator, district.specialist):
            [letter] = letters_to(person)
            assert "1.1 Мероприятие 1.1" in letter
            assert "Берёзовская" not in letter
        assert not letters_to(district.observer)
        assert not letters_to(district.stranger)

    def test_one_letter_a_day_however_often_it_runs(self, district):
        send_reminders(MONTH_BEFORE)
        send_reminders(MONTH_BEFORE)

        assert len(letters_to(district.director)) == 1
        assert Reminder.objects.filter(user=district.director).count() == 1

    def test_nothing_between_the_days_of_reminding(self, district):
        for number in range(1, 15):
            send_reminders(MONTH_BEFORE + datetime.timedelta(days=number))

        assert len(letters_to(district.director)) == 1  # the first run looks back a week

    def test_days_off_are_made_up_for(self, district):
        send_reminders(FAR)
        saturday = DEADLINE - datetime.timedelta(days=30)
        assert not is_working_day(saturday)
        assert send_reminders(saturday) == Mailing()
        assert letters_to(district.director) == []
        send_reminders(MONTH_BEFORE)
        assert len(letters_to(district.director)) == 1

    def test_a_missed_night_is_made_up_for_and_not_repeated(self, district):
        send_reminders(MONTH_BEFORE)
        send_reminders(WEEK_BEFORE + datetime.timedelta(days=2))
        send_reminders(WEEK_BEFORE + datetime.timedelta(days=3))

        assert len(letters_to(district.director)) == 2

    def test_what_is_late_comes_again_every_week(self, district):
        send_reminders(DEADLINE)
        for number in range(1, 22):
            send_reminders(DEADLINE + datetime.timedelta(days=number))

        letters = letters_to(district.director)
        assert len(letters) == 4
        assert "Просрочено:" in letters[-1]

    def test_what_is_sent_or_closed_is_left_alone(self, district):
        for assignment in Assignment.objects.filter(school=district.school):
            report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, "Да"), by=district.director)
        send_reminders(MONTH_BEFORE)

        assert letters_to(district.director) == []

    def test_who_wants_none_gets_none(self, browse, district):
        browse("director").post(reverse("reminder-settings"), {})
        browse("director").post(reverse("reminder-settings"), {})
        entry = Change.objects.get(action="напоминания настроены")
        assert (entry.before["week_before"], entry.after["week_before"]) == (True, False)
        send_reminders(MONTH_BEFORE)

        assert letters_to(district.director) == []
        assert len(letters_to(district.other_director)) == 1

    def test_a_school_added_since_then_is_not_forgotten(self, district):
        director = make_user("director", make_school(district.municipality, "Новая СОШ"))
        send_reminders(MONTH_BEFORE)

        assert "Новая СОШ: 1.2" in letters_to(director)[0]

    def test_a_run_that_breaks_off_goes_on_where_it_stopped(self, district, mail_host, monkeypatch):
        first = Reminder.objects.create

        def break_off(**fields):
            if Reminder.objects.exists():
                raise KeyboardInterrupt
            return first(**fields)

        monkeypatch.setattr(Reminder.objects, "create", break_off)
        with pytest.raises(KeyboardInterrupt):
            send_reminders(MONTH_BEFORE)
        assert Reminder.objects.count() == 1
        monkeypatch.undo()
        told = mail_host.recipients()[0]
        mail_host.letters.clear()
        send_reminders(MONTH_BEFORE)

        assert len(mail_host.letters) == 3
        assert told not in mail_host.recipients()

    def test_by_command_and_by_worker(self, district, capsys):
        call_command("send_reminders")
        call_command("send_reminders", "--background")

        out = capsys.readouterr().out
        assert re.search(r"^Отправлен[оы] \d+ пис(ьмо|ьма|ем)\.$", out, re.MULTILINE)
        assert "поручена обработчику" in out
        assert isinstance(remind.func(), int)


class TestServers:
    """What is told to a person is what a mail server took."""

    def test_a_refused_letter_is_written_anew_by_the_next_run(self, district, mail_host):
        mail_host.refused = {district.director.email}
        mailing = send_reminders(MONTH_BEFORE)
        assert [letter.recipient for letter in mailing.failed] == [district.director]
        assert len(mailing.sent) == len(mail_host.letters) == 3
        assert not Reminder.objects.filter(user=district.director).exists()
        mail_host.refused = set()
        mail_host.letters.clear()
        again = send_reminders(MONTH_BEFORE + datetime.timedelta(days=1))

        assert [reminder.user for reminder in again.sent] == [district.director]
        assert mail_host.recipients() == [district.director.email]

    def test_a_server_that_is_down_stops_no_run_and_loses_nothing(self, district, dead_mail_host, mail_host, settings):
        settings.EMAIL_PORT = 1  # nobody listens there
        mailing = send_reminders(MONTH_BEFORE)
        assert mailing.sent == []
        assert {letter.failure for letter in mailing.failed} == {"Почтовый сервер не отвечает."}
        assert len(mailing.failed) == 4
        settings.EMAIL_PORT = mail_host.port

        assert len(send_reminders(MONTH_BEFORE).sent) == 4
        assert Letter.objects.filter(state=Letter.State.FAILED).count() == 4

    def test_the_command_says_what_did_not_go_and_why(self, district, mail_host, capsys, monkeypatch):
        monkeypatch.setattr("roadmap.management.commands.send_reminders.timezone.localdate", lambda: MONTH_BEFORE)
        mail_host.refused = {district.director.email}
        with pytest.raises(CommandError, match=r"Не ушло 1 письмо\. .*550.* при следующем запуске"):
            call_command("send_reminders")

        assert capsys.readouterr().out == "Отправлены 3 письма.\n"

    @pytest.mark.parametrize("options", [[], ["--background"]])
    def test_without_one_nobody_counts_as_told(self, options, district, no_mail_host, monkeypatch):
        monkeypatch.setattr("roadmap.management.commands.send_reminders.timezone.localdate", lambda: MONTH_BEFORE)
        with pytest.raises(CommandError, match="почтовый сервер не настроен"):
            call_command("send_reminders", *options)

        assert not Reminder.objects.exists()
        assert not Letter.objects.exists()
        assert not ReminderChoice.objects.exclude(covered_until=None).exists()

    def test_without_one_a_new_school_still_gets_its_assignments(self, district, no_mail_host):
        school = make_school(district.municipality, "Новая СОШ")
        with pytest.raises(NoMailServer):
            send_reminders(MONTH_BEFORE)

        assert Assignment.objects.filter(school=school).exists()

    def test_the_letter_is_from_the_department_and_calls_by_name(self, district, mail_host):
        send_reminders(MONTH_BEFORE)
        letter = next(each for each in mail_host.letters if each["To"] == district.director.email)

        assert letter["Subject"].strip() == "Скоро срок у 2 мероприятий"
        assert letter["From"].addresses[0].display_name == "Отдел образования"
        assert letter.get_content().startswith("Здравствуйте, Мария Олеговна!")
        assert letter.get_content().rstrip().endswith("\nОтдел образования")

    def test_the_page_says_what_did_not_come(self, district, browse, mail_host):
        mail_host.refused = {district.director.email}
        send_reminders(MONTH_BEFORE)
        page = browse("director").get(reverse("reminder-settings")).content.decode()
        assert "не ушло. Почтовый сервер не принял адрес получателя (550" in page
        assert "Писем ещё не было." in page
        mail_host.refused = set()
        send_reminders(MONTH_BEFORE)

        page = browse("director").get(reverse("reminder-settings")).content.decode()
        assert "не ушло" not in page
        assert "Скоро срок у 2 мероприятий" in page

    @pytest.mark.parametrize("persona", ["director", "coordinator", "specialist", "observer", "administrator"])
    def test_without_one_the_page_says_that_none_will_come(self, persona, district, browse, no_mail_host):
        page = browse(persona).get(reverse("reminder-settings")).content.decode()

        assert "Портал не может отправлять письма: почтовый сервер не настроен." in page


def test_administrators_see_letters_of_their_municipality_and_why_they_did_not_go(browse, district, mail_host):
    mail_host.refused = {district.director.email}
    send_reminders(MONTH_BEFORE)
    url = reverse("admin:letters_letter_changelist")
    page = browse("administrator").get(url, {"q": district.director.email}).content.decode()
    client = Client()
    client.force_login(make_user("administrator", district.stranger.memberships.get().municipality))

    assert "550 5.1.1 No such mailbox" in page
    assert "не отправлено" in page
    assert "No such mailbox" not in client.get(url).content.decode()


def test_the_log_is_read_by_administrators_of_the_municipality(browse, district):
    send_reminders(MONTH_BEFORE)
    page = browse("administrator").get(reverse("admin:roadmap_reminder_changelist")).content.decode()
    elsewhere = make_user("administrator", district.stranger.memberships.get().municipality)
    client = Client()
    client.force_login(elsewhere)

    assert "Скоро срок у 2 мероприятий" in page
    assert "оро срок" not in client.get(reverse("admin:roadmap_reminder_changelist")).content.decode()


class TestCalendar:
    def feed(self, browse) -> str:
        browse("director").post(reverse("calendar-renew"))
        return reverse("calendar-feed", args=[ReminderChoice.objects.get().calendar_token])

    def events(self, url: str) -> list[tuple[str, datetime.date]]:
        calendar = Calendar.from_ical(Client().get(url).content)
        return [(str(event["summary"]), event.decoded("dtstart")) for event in calendar.walk("VEVENT")]

    def test_has_ones_own_deadlines(self, browse, district):
        assert self.events(self.feed(browse)) == [
            ("Срок: Берёзовская СОШ: 1.2 Мероприятие 1.2", DEADLINE),
            ("Срок: Берёзовская СОШ: 1.3 Мероприятие 1.3", DEADLINE),
        ]

    def test_loses_what_is_done(self, browse, district):
        url = self.feed(browse)
        assignment = district.activities["1.3"].assignments.get()
        report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, "Да"), by=district.director)

        assert [summary for summary, _ in self.events(url)] == ["Срок: Берёзовская СОШ: 1.2 Мероприятие 1.2"]

    def test_gets_a_new_address_and_the_old_one_stops_to_work(self, browse, district):
        old, new = self.feed(browse), self.feed(browse)

        assert Client().get(old).status_code == 404
        assert Client().get(new)["Content-Type"].startswith("text/calendar")

    def test_of_a_person_who_left_is_closed(self, browse, district):
        url = self.feed(browse)
        district.director.is_active = False
        district.director.save()

        assert Client().get(url).status_code == 404
