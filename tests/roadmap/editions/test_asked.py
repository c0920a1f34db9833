"""Before a programme is approved one page says who will be asked for what, what is doubtful, what is over already."""

import datetime

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from roadmap.editions.actions import approve_programme
from roadmap.execution.models import Assignment
from roadmap.execution.queries.asking import read_asking
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from roadmap.responsibles.models import Executors
from roadmap.targets.queries.questions import doubts_of_table
from schools.orders.models import Order
from tests.factories import indicators_shape, make_municipality, make_period, make_programme, make_school
from tests.roadmap.editions.looking import approve_on_page, looked

DAY, TODAY = datetime.date(2026, 9, 10), datetime.date(2026, 9, 20)
ORDER = {"number": "214-о", "issued_on": "2026-09-10", "annex": "1"}


def plan(*rows: dict) -> dict:
    activities = [{"number": f"1.{place}", "name": f"Дело {place}", **row} for place, row in enumerate(rows, 1)]
    return {"directions": [{"number": "1", "title": "Анализ", "activities": activities}]}


ROWS = (
    {"term": "Май, октябрь 2026 г.", "responsible": "Отдел образования"},
    {"term": "до 15 сентября 2026 г.", "responsible": "Образовательные организации"},
    {"term": "Август, декабрь 2026 г.", "responsible": "СОШ № 2"},
    {"term": "Ноябрь 2026 г.", "responsible": "Межведомственная группа сопровождения"},
    {"term": "Ноябрь 2026 г.", "responsible": "ГАУ ДПО «Институт развития образования»"},
    {"term": "Октябрь 2026 г.", "responsible": "Школы с низкими результатами"},
    {"term": "Ноябрь 2026 г., после ВПР", "responsible": "Отдел образования"},
    {"responsible": "Отдел образования"},
)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def municipality(district):
    municipality = district.municipality
    for name in ("СОШ № 2", "СОШ № 3"):
        make_school(municipality, name)
    return municipality


@pytest.fixture
def programme(municipality) -> Programme:
    return make_programme(municipality, title="Новая программа", roadmap=plan(*ROWS))


@pytest.fixture
def url(programme) -> str:
    return reverse("programme-approve", args=[programme.pk])


def asked(programme: Programme, day: datetime.date = DAY):
    return read_asking(programme, day, TODAY)


def in_a_line(answer) -> str:
    return " ".join(
        answer.content.decode().replace('class="form-check-input"', "").replace("data-portal-no-draft", "").split()
    )


def page_of(browse, url: str) -> str:
    return browse("coordinator").get(url).content.decode()


def test_everybody_stands_with_what_they_will_be_asked_for(programme):
    asking = asked(programme)

    assert {group.title: [(row.place.activity.number, row.number, row.past) for row in group.rows]
            for group in asking.groups} == {
        "Отдел": [("1.1", 1, 1), ("1.4", 1, 0), ("1.5", 1, 0), ("1.7", 1, 0), ("1.8", 1, 0)],
        "Все школы": [("1.2", 4, 0)],
        "Школы из списков ШНОР": [("1.6", 4, 0)],
        "СОШ № 2": [("1.3", 1, 1)],
    }  # fmt: skip
    assert {school.name: school.number for school in asking.schools} == {
        "Берёзовская СОШ": 2, "Сосновская ООШ": 2, "СОШ № 2": 3, "СОШ № 3": 2,
    }  # fmt: skip
    assert [words for words, _ in asking.others] == ["Межведомственная группа сопровождения", ROWS[4]["responsible"]]
    assert (asking.begun, asking.late) == (4, 4)


def test_what_it_says_is_what_approving_does(programme):
    asking = asked(programme)
    order = Order(municipality=programme.municipality, number="7", issued_on=DAY)
    approve_programme(programme=programme, order=order, annex="1", by=None)

    of_programme = Assignment.objects.filter(activity__direction__roadmap__programme=programme)
    assert asking.number == of_programme.in_force().count()
    assert asking.number_past == of_programme.planned().waived().count() == 2
    assert asking.late == of_programme.in_force().overdue(TODAY).count()


def test_doubts_stand_first_with_their_sentence(programme):
    doubts = {(doubt.words, doubt.is_term): " ".join(doubt.sentences) for doubt in asked(programme).doubts}

    assert "непонятно, кто это" in doubts["Межведомственная группа сопровождения", False]
    assert "Никто из названных не отчитывается" in doubts[ROWS[4]["responsible"], False]
    assert "Списка школ с низкими результатами в портале нет" in doubts["Школы с низкими результатами", False]
    assert doubts["Ноябрь 2026 г., после ВПР", True]
    assert "Срок не указан" in doubts["", True]
    assert next(iter(doubts))[1] is False
    assert ("СОШ № 2", False) not in doubts


def test_a_reading_that_went_stale_is_doubted(programme):
    Executors.objects.filter(words="СОШ № 2").update(all_schools=True)

    [sentence] = [doubt.sentences for doubt in asked(programme).doubts if doubt.words == "СОШ № 2"]
    assert "теперь портал понял бы их иначе" in sentence[0]


def test_a_closed_school_is_doubted_though_a_person_chose_it(programme, browse):
    programme.municipality.schools.filter(name="СОШ № 2").update(is_active=False)

    [sentences] = [doubt.sentences for doubt in asked(programme).doubts if doubt.words == "СОШ № 2"]
    assert sentences == ["Больше не работает: СОШ № 2. Укажите, кто отчитается вместо."]


def test_responsibles_are_corrected_on_the_page(programme, url, browse):
    page = page_of(browse, url)
    activity = Activity.objects.get(number="1.4", direction__roadmap__programme=programme)
    address = reverse("activity-executors", args=[activity.pk])
    assert f'action="{address}"' in page
    answer = browse("coordinator").post(
        address, {"back": "approval", "everywhere": "yes", "all_schools": "on"}, follow=True
    )

    assert answer.redirect_chain[0][0] == f"{url}#asked"
    assert "непонятно, кто это" not in answer.content.decode()
    assert [row.place.activity.number for row in asked(programme).groups[1].rows] == ["1.2", "1.4"]


def test_a_correction_that_is_refused_comes_back_here(programme, url, browse):
    activity = Activity.objects.get(number="1.4", direction__roadmap__programme=programme)
    answer = browse("coordinator").post(
        reverse("activity-executors", args=[activity.pk]), {"back": "approval", "everywhere": "yes"}
    )

    assert answer.status_code == 422
    assert '<input type="hidden" name="back" value="approval">' in answer.content.decode()


class TestPast:
    def test_the_list_is_seen_before_it_is_approved(self, programme, url, browse):
        coordinator = browse("coordinator")
        answer = coordinator.post(url, ORDER)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "посмотрите список ниже" in page
        assert 'value="214-о"' in page
        assert Programme.objects.get(pk=programme.pk).status == "draft"

        approve_on_page(coordinator, url, ORDER)
        assert Programme.objects.get(pk=programme.pk).asks_from == DAY
        assert Assignment.objects.planned().waived().count() == 2

    @pytest.mark.parametrize(("choice", "left"), [({"since": "all"}, 0), ({"asked": "1.3"}, 1), ({"asked": "1.2"}, 2)])
    def test_the_coordinator_chooses(self, choice, left, programme, url, browse):
        if number := choice.get("asked"):
            choice = {"asked": Activity.objects.get(number=number, direction__roadmap__programme=programme).pk}
        client = browse("coordinator")
        client.post(url, looked(client, url, ORDER) | choice)

        assert Programme.objects.get(pk=programme.pk).status == "approved"
        assert Assignment.objects.planned().waived().count() == left

    def test_a_list_that_changed_meanwhile_is_seen_again(self, programme, url, browse):
        client = browse("coordinator")
        seen = looked(client, url, ORDER)
        Activity.objects.filter(number="1.5").update(term="Март 2026 г.")
        answer = client.post(url, seen | {"since": "all"})

        assert answer.status_code == 422
        assert 'value="all" id="since-all" checked' in in_a_line(answer)

    def test_the_list_follows_the_day_that_is_typed(self, programme, url, browse):
        page = browse("coordinator").post(url, ORDER | {"look": "1", "issued_on": "2026-09-01"}).content.decode()

        assert "Закончилось до 01.09.2026: 2" in page
        assert 'value="2026-09-01"' in page


class TestFirstDay:
    """An order of long ago: what ended since its day would be overdue at once."""

    LONG_AGO = ORDER | {"issued_on": "2026-03-01"}

    def test_each_day_stands_with_what_it_asks_for(self, programme, url, browse):
        offers = browse("coordinator").post(url, self.LONG_AGO | {"look": "1"}).context["choice"].offers

        numbers = {each.value: each.numbers and (each.numbers.number, each.numbers.past, each.numbers.late)
                   for each in offers}  # fmt: skip
        assert numbers == {"order": (16, 0, 6), "today": (10, 6, 0), "day": None, "all": (16, 0, 6)}
        assert [each.words for each in offers][:2] == [
            "с даты приказа (01.03.2026)", "с сегодняшнего дня (20.09.2026)",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("day", "chosen"), [("2026-08-20", "today"), ("2026-08-21", "order"), ("2026-09-20", "today")]
    )
    def test_it_is_today_where_the_order_is_more_than_thirty_days_old(self, day, chosen, programme, url, browse):
        page = browse("coordinator").post(url, ORDER | {"look": "1", "issued_on": day})

        assert [each.value for each in page.context["choice"].offers if each.is_chosen] == [chosen]

    @pytest.mark.parametrize(("since", "waived"), [("", 6), ("today", 6), ("order", 0), ("all", 0)])
    def test_what_ended_before_it_is_not_required(self, since, waived, programme, url, browse):
        client = browse("coordinator")
        client.post(url, looked(client, url, self.LONG_AGO) | {"since": since})

        assert Programme.objects.get(pk=programme.pk).status == "approved"
        assert Assignment.objects.planned().waived().count() == waived
        because = set(Assignment.objects.planned().waived().values_list("waived_because", flat=True))
        assert because <= {"срок закончился до дня, с которого спрашивают о программе (20.09.2026)"}

    def test_another_day_is_seen_with_its_number_before(self, programme, url, browse):
        client = browse("coordinator")
        typed = looked(client, url, self.LONG_AGO) | {"since": "day", "since_day": "2026-09-01"}
        answer = client.post(url, typed)
        assert answer.status_code == 422
        [other] = [each.numbers for each in answer.context["choice"].offers if each.value == "day"]
        assert (other.number, other.past, other.late) == (14, 2, 4)

        approve_on_page(client, url, typed)
        assert Programme.objects.get(pk=programme.pk).asks_from == datetime.date(2026, 9, 1)
        assert Assignment.objects.planned().waived().count() == 2

    def test_another_day_that_is_not_said_is_asked_for(self, programme, url, browse):
        client = browse("coordinator")
        for day, words in (("", "Укажите день"), ("завтра", "правильную дату")):
            answer = client.post(url, looked(client, url, self.LONG_AGO) | {"since": "day", "since_day": day})

            assert answer.status_code == 422
            assert words in answer.content.decode()
            assert 'value="day" id="since-day" checked' in in_a_line(answer)
            assert 'value="214-о"' in answer.content.decode()

    def test_a_day_of_another_order_is_chosen_anew(self, programme, url, browse):
        client = browse("coordinator")
        typed = looked(client, url, ORDER) | {"since": "order"}
        answer = client.post(url, typed | {"issued_on": "2026-03-01"})

        assert answer.status_code == 422
        assert 'value="today" id="since-today" checked' in in_a_line(answer)


class TestDoubts:
    def test_they_are_seen_before_it_is_approved(self, programme, url, browse):
        client = browse("coordinator")
        typed = looked(client, url, ORDER)
        number = len(asked(programme).doubts)
        answer = client.post(url, {name: value for name, value in typed.items() if name != "doubts"})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"посмотрите сомнения портала ({number})" in page
        assert f"Сомнения просмотрены: {number}" in page
        assert 'value="214-о"' in page
        assert Programme.objects.get(pk=programme.pk).status == "draft"
        client.post(url, typed)
        assert Programme.objects.get(pk=programme.pk).status == "approved"

    def test_other_doubts_are_seen_anew(self, programme, url, browse):
        client = browse("coordinator")
        typed = looked(client, url, ORDER)
        Executors.objects.filter(words="СОШ № 2").update(all_schools=True)
        again = looked(client, url, ORDER)
        answer = client.post(url, again | {"doubts": typed["doubts"]})

        assert answer.status_code == 422
        assert "они изменились" in answer.content.decode()

    def test_without_any_nothing_is_to_be_ticked(self, municipality, browse):
        sure = make_programme(municipality, title="Ясная", roadmap=plan(ROWS[0]))
        url = reverse("programme-approve", args=[sure.pk])
        assert "Сомнения просмотрены" not in page_of(browse, url)

        typed = looked(browse("coordinator"), url, ORDER)
        assert "doubts" not in typed
        browse("coordinator").post(url, typed)
        assert Programme.objects.get(pk=sure.pk).status == "approved"

    def test_those_of_the_table_of_indicators_are_among_them(self, municipality, browse):
        table = make_programme(municipality, title="Без плана", indicators=indicators_shape())
        url = reverse("programme-approve", args=[table.pk])
        Indicator.objects.filter(name="Доля сдавших, %").update(direction="more")
        page = page_of(browse, url)
        assert "Сомнения просмотрены: 1" in page
        assert "Не сказано, что лучше: больше или меньше." in page
        assert browse("coordinator").post(url, ORDER).status_code == 422

        Indicator.objects.filter(name="Средний балл, балл").update(direction="more")
        assert browse("coordinator").post(url, ORDER).status_code == 302


@pytest.mark.parametrize("rows", [1, 30])
def test_doubts_of_indicators_take_a_fixed_number_of_queries(rows, district, django_assert_num_queries):
    shape = indicators_shape()
    plans = {"2025": {"plan": "70"}, "2026": {"plan": "до 80"}}
    shape["groups"][0]["rows"] = [{"name": f"Доля {each}, %", "values": plans} for each in range(rows)]
    programme = make_programme(district.municipality, title="С показателями", indicators=shape)

    with django_assert_num_queries(7):
        found = doubts_of_table(programme)
    assert len(found) == rows


def test_a_refused_approval_loses_nothing(programme, url, browse):
    order = Order(municipality=programme.municipality, number="7", issued_on=DAY)
    approve_programme(programme=programme, order=order, annex="1", by=None)
    answer = browse("coordinator").post(url, ORDER | {"title": "Набрано долго", "issued_on": "2026-03-01"})

    assert answer.status_code == 422
    assert "Программа уже утверждена" in answer.content.decode()
    assert "Набрано долго" in answer.content.decode()
    assert Order.objects.count() == 1


def test_a_schools_own_programme_asks_that_school(district):
    programme = make_programme(district.municipality, title="Своя", roadmap=plan(*ROWS[:3]))
    Programme.objects.filter(pk=programme.pk).update(school=district.school)

    [group] = asked(Programme.objects.get(pk=programme.pk)).groups
    assert (group.title, group.number) == ("Берёзовская СОШ", 3)


def test_a_programme_without_a_plan_asks_nobody(district, browse):
    programme = make_programme(district.municipality, title="Без плана")

    assert "никому ничего не поручат" in page_of(browse, reverse("programme-approve", args=[programme.pk]))


@pytest.mark.parametrize(("schools", "activities"), [(1, 1), (30, 300)])
def test_the_page_takes_a_fixed_number_of_queries(schools, activities, district, browse, django_assert_num_queries):
    municipality = make_municipality("Большой район")
    make_period("2026")
    for number in range(schools):
        make_school(municipality, f"СОШ № {number + 1}")
    rows = [
        {"term": "ежемесячно", "responsible": f"Отдел образования, СОШ № {number % schools + 1}, группа {number}"}
        for number in range(activities)
    ]
    programme = make_programme(municipality, title="Большая", period={"start": 2026, "end": 2026}, roadmap=plan(*rows))

    with django_assert_num_queries(10):
        asking = asked(programme)
    assert asking.number_past == activities * 8 * 2
