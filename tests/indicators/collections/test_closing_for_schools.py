"""The department closes a school's sheet: sends and accepts it on the school's behalf, and that is recorded."""

import pytest
from django.core import mail
from django.urls import reverse

from indicators.collections.actions import take_step
from indicators.collections.models import Collection, Submission
from portal.history.models import Change
from tests.factories import make_collection, make_indicator
from tests.indicators.collections.test_collections import submission_of
from tests.indicators.values.test_grid import save, sent

Step, Status = Submission.Step, Submission.Status


@pytest.fixture
def collection(district) -> Collection:
    indicators = [make_indicator(district.municipality, name) for name in ("Отметка", "Охват")]
    return make_collection(district.municipality, by=district.coordinator, indicators=indicators)


def sheet(collection, school) -> str:
    return reverse("submission-detail", args=[collection.pk, school.pk])


def close(client, collection, school, **data):
    data = {"submissions": submission_of(collection, school).pk, "step": "close"} | data
    return client.post(reverse("collection-step", args=[collection.pk]), data, follow=True)


def test_a_specialist_who_entered_for_a_school_closes_its_sheet(browse, district, collection):
    client, school = browse("specialist"), district.school
    for indicator in collection.indicators.all():
        save(client, sent(indicator, school, "4"))
    assert "Отправить и принять за школу" in client.get(sheet(collection, school)).content.decode()
    close(client, collection, school)
    closed = submission_of(collection, school)

    assert (closed.status, closed.sent_by, closed.is_on_behalf) == ("accepted", district.specialist, True)
    change = Change.objects.about(closed)[0]
    assert change.after["on_behalf"] == "Берёзовская СОШ"
    assert (change.changed_by, change.on_behalf) == (district.specialist, "Берёзовская СОШ")
    for persona in ("specialist", "director"):
        page = browse(persona).get(sheet(collection, school)).content.decode()
        assert f"{district.specialist}, отдел за школу" in page
        assert "Изменено после отправки" not in page
    assert "отдел за школу: Берёзовская СОШ" in client.get(sheet(collection, school)).content.decode()
    assert "отдел за школу" in client.get(reverse("collection-detail", args=[collection.pk])).content.decode()


def test_what_is_half_empty_is_asked_about(browse, district, collection):
    client = browse("specialist")
    asked = close(client, collection, district.school).content.decode()

    assert "внесено 0 из 2" in asked
    assert 'name="step" value="close"' in asked
    assert submission_of(collection, district.school).status == "open"
    close(client, collection, district.school, confirmed="1")
    assert submission_of(collection, district.school).status == "accepted"


def test_nobody_is_reminded_of_it(browse, district, collection):
    client = browse("specialist")
    close(client, collection, district.school, confirmed="1")
    ticked = [each.pk for each in collection.submissions.all()]
    client.post(reverse("collection-remind", args=[collection.pk]), {"submissions": ticked, "ticked": "1"})

    assert [letter.to for letter in mail.outbox] == [[district.other_director.email]]


def test_a_returned_one_is_closed_and_a_sent_one_is_only_accepted(district, collection):
    submission = submission_of(collection, district.school)
    take_step(Step.SEND, [submission], by=district.director)
    assert take_step(Step.CLOSE, [submission], by=district.specialist) == []
    take_step(Step.RETURN, [submission], by=district.specialist, note="Проверьте")
    [closed] = take_step(Step.CLOSE, [submission], by=district.specialist)

    assert (closed.status, closed.is_on_behalf) == (Status.ACCEPTED, True)


def test_a_school_that_sends_itself_does_it_for_itself(browse, district, collection):
    submission = submission_of(collection, district.school)
    take_step(Step.CLOSE, [submission], by=district.specialist)
    take_step(Step.RETURN, [submission], by=district.specialist, note="Проверьте")
    page = browse("director").get(sheet(collection, district.school)).content.decode()
    assert "Отправить в отдел" in page
    assert "за школу</button>" not in page
    browse("director").post(sheet(collection, district.school), {"empty": "2"})

    submission.refresh_from_db()
    assert (submission.status, submission.sent_by, submission.is_on_behalf) == ("sent", district.director, False)


def test_sending_for_a_school_can_be_accepted_later(browse, district, collection):
    answer = browse("specialist").post(sheet(collection, district.school), {"empty": "2"}, follow=True)

    assert "Отправлено за школу: Берёзовская СОШ" in answer.content.decode()
    assert submission_of(collection, district.school).is_on_behalf


@pytest.mark.parametrize(("persona", "answer"), [("director", 403), ("observer", 403), ("stranger", 404)])
def test_others_may_not(persona, answer, browse, district, collection):
    assert close(browse(persona), collection, district.school, confirmed="1").status_code == answer
    assert submission_of(collection, district.school).status == "open"
