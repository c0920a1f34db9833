"""The grid of a municipality's values: what it shows, how it saves, what it costs."""

import json
import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from indicators.catalogue.models import Indicator, Period
from indicators.values.address import CellAddress
from indicators.values.aggregation import aggregate
from indicators.values.models import Comment, Value
from indicators.values.understanding import understand
from portal.history.models import Change
from schools.directory.models import School
from tests.factories import make_indicator, make_school
from tests.sealing import sealed_at_once

Rule = Indicator.Rule


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5, jump_limit=1)


def sent(indicator, school, text, version=0, period="2026", kind="fact") -> dict:
    cell = CellAddress(indicator.pk, period, school and school.pk, kind)
    return {"cell": str(cell), "text": text, "version": version}


def save(client, *cells, way="grid"):
    return client.post(reverse("cell-save"), json.dumps({"way": way, "cells": cells}), content_type="application/json")


def states(response) -> list[str]:
    return [cell["state"] for cell in response.json()["cells"]]


class TestSaving:
    def test_a_cell_is_saved_as_written_and_as_understood(self, browse, district, score):
        answer = save(browse("specialist"), sent(score, district.school, " 3,8 – 4,0 "))

        value = Value.objects.get()
        assert states(answer) == ["saved"]
        assert (value.text, value.number, value.upper, value.version) == (
            "3,8 – 4,0", Decimal("3.8"), Decimal("4"), 1,
        )  # fmt: skip
        assert value.entered_by == district.specialist

    def test_a_new_version_needs_the_one_that_was_seen(self, browse, district, score):
        save(browse("coordinator"), sent(score, district.school, "3,5"))
        answer = save(browse("specialist"), sent(score, district.school, "3,9"))

        [cell] = answer.json()["cells"]
        assert cell["state"] == "conflict"
        assert cell["current"]["text"] == "3,5"
        assert cell["current"]["by"] == str(district.coordinator)
        assert Value.objects.get().text == "3,5"

        assert states(save(browse("specialist"), sent(score, district.school, "3,9", version=1))) == ["saved"]
        assert Value.objects.get().version == 2

    def test_the_same_text_again_is_no_conflict(self, browse, district, score):
        save(browse("specialist"), sent(score, district.school, "3,5"))

        assert states(save(browse("specialist"), sent(score, district.school, "3,5"))) == ["saved"]
        assert Value.objects.get().version == 1

    def test_one_conflict_leaves_the_others_alone(self, browse, district, score):
        save(browse("coordinator"), sent(score, district.school, "3,5"))
        answer = save(
            browse("specialist"), sent(score, district.school, "3"), sent(score, district.other_school, "4"),
            sent(score, None, "x" * 2001),
        )  # fmt: skip

        assert states(answer) == ["conflict", "saved", "refused"]
        assert "Слишком длинно" in answer.json()["cells"][2]["notes"][0]

    @pytest.mark.parametrize(
        ("text", "words"),
        [("45", "не бывает больше 5"), ("1.500", ""), ("5", "годом раньше было «3»")],
    )
    def test_what_looks_wrong_is_asked_about_and_saved(self, text, words, browse, district, score):
        save(browse("specialist"), sent(score, district.school, "3", period="2025"))
        answer = save(browse("specialist"), sent(score, district.school, text))

        [cell] = answer.json()["cells"]
        assert cell["state"] == "warning"
        assert words in " ".join(cell["notes"])
        assert Value.objects.get(period__label="2026").text == text

    def test_the_history_says_how_a_value_came_in(self, browse, district, score):
        save(browse("specialist"), sent(score, district.school, "3"))
        save(browse("specialist"), sent(score, district.school, "4", version=1), way="paste")

        changes = Change.objects.about(Value.objects.get()).order_by("pk")
        assert [(change.action, change.after["text"]) for change in changes] == [
            ("значение внесено в таблице", "3"),
            ("значение вставлено", "4"),
        ]

    def test_a_director_writes_their_own_school_only(self, browse, district, score):
        client = browse("director")

        assert states(save(client, sent(score, district.school, "4"))) == ["saved"]
        assert save(client, sent(score, district.other_school, "4")).status_code == 404
        assert states(save(client, sent(score, None, "4"))) == ["locked"]
        assert save(browse("stranger"), sent(score, district.school, "5", version=1)).status_code == 404
        assert states(save(browse("observer"), sent(score, district.school, "5", version=1))) == ["locked"]
        assert Value.objects.get().text == "4"

    def test_what_another_person_typed_in_this_browser_is_not_sent(self, browse, district, score):
        body = json.dumps({"cells": [sent(score, district.school, "4")]})
        answer = browse("specialist").post(
            reverse("cell-save"), body, content_type="application/json",
            headers={"X-Grid-Store": f"grid:{district.coordinator.pk}"},
        )  # fmt: skip

        assert answer.status_code == 409
        assert not Value.objects.exists()

    @pytest.mark.parametrize("body", ["", "[]", '{"cells": 1}', '{"cells": [{}]}', "\xff"])
    def test_what_is_no_request_of_the_grid_is_told_so(self, body, browse):
        answer = browse("specialist").post(reverse("cell-save"), body, content_type="application/json")

        assert answer.status_code == 400
        assert "обновите страницу" in answer.json()["error"]

    def test_a_period_that_is_none_is_refused(self, browse, district, score):
        assert save(browse("specialist"), sent(score, district.school, "4", period="2026г")).status_code == 400
        assert not Value.objects.exists()


def computed(response) -> dict[tuple[int, str], str]:
    """The recomputed cells of the answer by their indicator and row."""
    cells = [cell for cell in response.json()["cells"] if "computed" in cell]
    return {(CellAddress.parse(cell["cell"]).indicator_id, cell["computed"]): cell["text"] for cell in cells}


class TestRecomputed:
    """The answer carries the cells below the schools that follow from what was saved."""

    @pytest.fixture
    def sum_(self, district) -> Indicator:
        return make_indicator(district.municipality, "Число участников", unit="чел.", rule=Rule.SUM)

    @pytest.fixture
    def mean(self, district, sum_) -> Indicator:
        return make_indicator(
            district.municipality, "Средний балл", rule=Rule.WEIGHTED_MEAN, weight=sum_, group="Экзамены"
        )

    def test_by_schools_and_difference(self, browse, district, sum_, score):
        client = browse("specialist")
        save(client, sent(sum_, district.school, "10"), sent(sum_, None, "35"), sent(score, None, "4"))
        answer = save(client, sent(sum_, district.other_school, "20"))

        assert computed(answer) == {(sum_.pk, "schools"): "30", (sum_.pk, "difference"): "5"}
        answer = save(client, sent(sum_, None, "30", version=1))
        assert computed(answer) == {(sum_.pk, "schools"): "30", (sum_.pk, "difference"): ""}

    def test_of_values_entered_by_hand_nothing_is_computed(self, browse, district, score):
        assert computed(save(browse("specialist"), sent(score, district.school, "4"))) == {}

    def test_a_mean_follows_from_its_weights(self, browse, district, sum_, mean):
        client = browse("specialist")
        save(client, sent(mean, district.school, "3"), sent(mean, district.other_school, "4"))
        save(client, sent(sum_, district.school, "10"))
        answer = save(client, sent(sum_, district.other_school, "30"))

        assert computed(answer)[mean.pk, "schools"] == "3,75"
        answer = save(client, sent(mean, district.school, "1", version=1))
        assert computed(answer) == {(mean.pk, "schools"): "3,25", (mean.pk, "difference"): ""}

    def test_as_the_table_shows_it(self, browse, district, sum_, mean):
        closed = make_school(district.municipality, is_active=False)
        client = browse("specialist")
        places = [district.school, district.other_school, closed, None]
        save(client, *(sent(sum_, place, text) for place, text in zip(places, ["10", "н/д", "7", "12"], strict=True)))
        answer = save(client, *(sent(mean, place, "3,5") for place in places))
        url = reverse("value-grid", args=[district.municipality.pk, "2026"])

        for query in ({"group": "Экзамены"}, {"group": "Экзамены", "turned": "1"}):
            page = client.get(url, query).content.decode()
            assert 'data-computed="schools"' in page
            assert computed(answer)[mean.pk, "schools"] in re.findall(
                r'<td[^>]*class="grid-readonly">([^<]*)</td>', page
            )
        [told] = [cell for cell in answer.json()["cells"] if cell.get("computed") == "schools"]
        assert (told["text"], told["state"], told["notes"]) == ("3,5", "warning", ["Не вошли значения: 1."])

    def test_years_and_kinds_apart(self, browse, district, sum_):
        client = browse("specialist")
        save(client, sent(sum_, district.school, "10"), sent(sum_, district.school, "7", kind="plan"))
        answer = save(client, sent(sum_, district.other_school, "1", kind="plan"))

        told = [cell for cell in answer.json()["cells"] if "computed" in cell]
        assert [(CellAddress.parse(cell["cell"]).kind, cell["text"]) for cell in told] == [("plan", "8"), ("plan", "")]

    def test_a_director_learns_nothing_of_other_schools(self, browse, district, sum_):
        save(browse("specialist"), sent(sum_, district.other_school, "20"))
        answer = save(browse("director"), sent(sum_, district.school, "10"))

        assert computed(answer)[sum_.pk, "schools"] == "10"


class TestForm:
    """The same table without JavaScript."""

    def test_only_what_changed_is_saved(self, browse, district, score):
        save(browse("coordinator"), sent(score, district.school, "3,5"))
        url = reverse("value-form", args=[district.municipality.pk, "2026"])
        name = f"{score.pk}:{district.school.pk}:2026:fact"
        other = f"{score.pk}:{district.other_school.pk}:2026:fact"
        page = browse("specialist").get(url).content.decode()
        assert f'name="text:{name}" value="3,5"' in page

        answer = browse("specialist").post(
            url,
            {
                f"text:{name}": "3,5", f"seen:{name}": "3,5", f"version:{name}": "1",
                f"text:{other}": "4", f"seen:{other}": "", f"version:{other}": "0", "text:x:y": "1",
            },
            follow=True,
        )  # fmt: skip
        assert "Изменено значений: 1" in answer.content.decode()
        assert Value.objects.get(school=district.other_school).text == "4"

    def test_a_conflict_is_told(self, browse, district, score):
        save(browse("coordinator"), sent(score, district.school, "3,5"))
        url = reverse("value-form", args=[district.municipality.pk, "2026"])
        name = f"{score.pk}:{district.school.pk}:2026:fact"
        data = {f"text:{name}": "4", f"seen:{name}": "", f"version:{name}": "0"}
        answer = browse("specialist").post(url, data, follow=True)

        assert "«4» не записано" in answer.content.decode()
        assert Value.objects.get().text == "3,5"

    def test_a_schools_years_are_a_form_too(self, browse, district, score):
        url = reverse("school-values-form", args=[district.school.pk])
        page = browse("director").get(url).content.decode()
        name = f"{score.pk}:{district.school.pk}:2026:fact"
        assert f'name="text:{name}" value=""' in page

        browse("director").post(url, {f"text:{name}": "4,1", f"seen:{name}": "", f"version:{name}": "0"})
        assert Value.objects.get().text == "4,1"


class TestPages:
    def test_a_director_sees_one_row(self, browse, district, score):
        url = reverse("value-grid", args=[district.municipality.pk, "2026"])
        page = browse("director").get(url).content.decode()

        assert "Берёзовская СОШ" in page
        assert "Сосновская ООШ" not in page

    def test_tells_the_browser_what_its_cells_are(self, browse, district, score):
        page = browse("specialist").get(reverse("value-grid", args=[district.municipality.pk, "2026"])).content.decode()

        assert re.search(r'data-portal-grid[^>]* data-cell="::2026:fact"', page)
        assert f'<tr data-cell=":{district.school.pk}::"' in page
        assert f'<th scope="col" data-cell="{score.pk}:::"' in page

    def test_turned_about_it_shows_the_same(self, browse, district, score):
        save(browse("specialist"), sent(score, district.school, "4,4"))
        url = reverse("value-grid", args=[district.municipality.pk, "2026"])

        for query in ({}, {"turned": "1"}):
            assert "4,4" in browse("specialist").get(url, query).content.decode()

    def test_the_form_of_choices_leads_to_the_grid(self, browse, district):
        url = reverse("value-choose", args=[district.municipality.pk])
        answer = browse("specialist").get(url, {"label": "2025-2026", "group": "*", "kind": "plan"})

        assert answer.url == reverse("value-grid", args=[district.municipality.pk, "2025-2026"]) + "?kind=plan"
        assert browse("specialist").get(url, {"label": "вчера"}).status_code == 404

    def test_looking_at_a_year_makes_no_period(self, browse, district, score):
        browse("specialist").get(reverse("value-grid", args=[district.municipality.pk, "2031"]))

        assert not Period.objects.filter(label="2031").exists()

    def test_a_school_has_a_page_of_its_years(self, browse, district, score):
        save(browse("specialist"), sent(score, district.school, "3,3", period="2025"))
        page = browse("director").get(reverse("school-values", args=[district.school.pk])).content.decode()

        assert "3,3" in page
        assert browse("director").get(reverse("school-values", args=[district.other_school.pk])).status_code == 404

    def test_a_school_has_a_base_and_a_target_of_years_of_their_own(self, browse, district, score):
        client, url = browse("director"), reverse("school-values", args=[district.school.pk])
        answer = save(
            client, sent(score, district.school, "3,1", period="2024", kind="baseline"),
            sent(score, district.school, "не менее 3,7", period="2028", kind="target"),
        )  # fmt: skip
        assert states(answer) == ["saved", "saved"]
        save(client, sent(score, district.school, "3,2", period="2024", kind="baseline", version=1))

        page = client.get(url).content.decode()
        [base, *_, target] = re.findall(r'<th scope="col" data-cell="([^"]*)"', page)
        assert (base, target) == ("::2024:baseline", "::2028:target")
        for piece in ('<td data-version="2">3,2</td>', '<td data-version="1">не менее 3,7</td>'):
            assert piece in page
        kept = Value.objects.get(kind="target")
        assert (kept.number, kept.comparison, kept.entered_by) == (Decimal("3.7"), ">=", district.director)
        assert [change.after["text"] for change in Change.objects.about(Value.objects.get(kind="baseline"))] == [
            "3,2", "3,1",
        ]  # fmt: skip
        assert not Value.objects.facts().exists()

    def test_a_base_of_another_year_is_asked_for(self, browse, district, score):
        client, url = browse("specialist"), reverse("school-values", args=[district.school.pk])
        last_year = localdate().year - 1
        assert f'data-cell="::{last_year}:baseline"' in client.get(url).content.decode()

        save(client, sent(score, district.school, "3,1", period="2019", kind="baseline"))
        page = client.get(url).content.decode()
        assert 'data-cell="::2019:baseline"' in page
        assert f'data-cell="::{last_year}:baseline"' not in page
        page = client.get(url, {"base": "2021", "goal": "2030"}).content.decode()
        for key in ("2019 baseline", "2021 baseline", "2030 target"):
            year, kind = key.split()
            assert f'data-cell="::{year}:{kind}"' in page
        assert client.get(url, {"base": "давно"}).status_code == 404

    def test_empty_years_up_to_the_base_are_left_out(self, browse, district, score):
        client, url = browse("specialist"), reverse("school-values", args=[district.school.pk])
        Period.objects.labelled(["2022", "2023", "2024"])
        save(client, sent(score, district.school, "3,1", period="2022"))
        assert 'data-cell="::2023:fact"' in client.get(url).content.decode()

        save(client, sent(score, district.school, "3,1", period="2024", kind="baseline"))
        page = client.get(url).content.decode()
        shown = {year for year in range(2022, 2027) if f'data-cell="::{year}:fact"' in page}
        assert shown == {2022, 2025, 2026}

    @pytest.mark.parametrize(("kind", "label"), [("baseline", "база"), ("target", "цель"), ("plan", "план")])
    def test_every_kind_has_a_table_of_the_municipality(self, kind, label, browse, district, score):
        client, url = browse("specialist"), reverse("value-grid", args=[district.municipality.pk, "2026"])
        save(client, sent(score, district.school, "3,1"), sent(score, district.school, "4,2", kind=kind))
        page = client.get(url, {"kind": kind}).content.decode()

        assert "4,2" in page
        assert "3,1" not in page
        assert f"Лесной район, 2026 год, {label}</caption>" in page

    def test_markup_in_a_value_is_text(self, browse, district, score):
        save(browse("specialist"), sent(score, district.school, '"><script>'))
        url = reverse("value-grid", args=[district.municipality.pk, "2026"])

        assert "<script>" not in browse("specialist").get(url).content.decode().split("<main")[1]


class TestPanel:
    def address(self, indicator, school) -> str:
        return f"{reverse('cell-panel')}?cell={CellAddress(indicator.pk, '2026', school and school.pk)}"

    def test_tells_meaning_years_history_and_comments(self, browse, district, score):
        client = browse("specialist")
        save(client, sent(score, district.school, "3", period="2025"), sent(score, district.school, "не менее 4"))
        client.post(self.address(score, district.school), {"text": "Проверить по протоколу"})
        page = client.get(self.address(score, district.school)).content.decode()

        for words in ("Не меньше 4 балл", "2025", "Проверить по протоколу", "«» → «не менее 4»"):
            assert words in page
        comment = Comment.objects.get()
        assert comment.written_by == district.specialist
        assert Change.objects.about(comment).get().after == {"text": "Проверить по протоколу"}

    def test_of_another_school_is_not_found(self, browse, district, score):
        assert browse("director").get(self.address(score, district.other_school)).status_code == 404
        assert browse("stranger").get(self.address(score, district.school)).status_code == 404
        assert browse("stranger").post(self.address(score, district.school), {"text": "!"}).status_code == 404


class TestCost:
    """The same literal for 2 and for 60 schools, and for 100 cells at once."""

    def grow(self, district, schools: int, indicators: int) -> list:
        places = [make_school(district.municipality) for _ in range(schools)]
        figures = [make_indicator(district.municipality, jump_limit=1, rule=Rule.SUM) for _ in range(indicators)]
        period = Period.objects.labelled(["2025", "2026"])["2026"]
        Value.objects.bulk_create(
            Value(indicator=figure, school=place, period=period, text="5") for figure in figures for place in places
        )
        return [(figure, place) for figure in figures for place in places]

    @pytest.mark.parametrize("size", [(2, 2), (60, 30)])
    def test_of_loading(self, size, browse, district, django_assert_num_queries):
        self.grow(district, *size)
        client, url = browse("specialist"), reverse("value-grid", args=[district.municipality.pk, "2026"])
        client.get(url)

        with django_assert_num_queries(9):
            client.get(url)

    @pytest.mark.parametrize("indicators", [2, 60])
    def test_of_a_schools_years(self, indicators, browse, district, django_assert_num_queries):
        self.grow(district, 1, indicators)
        client, url = browse("specialist"), reverse("school-values", args=[district.school.pk])
        client.get(url)

        with django_assert_num_queries(10):
            client.get(url)

    def test_a_schools_years_are_not_read_with_those_of_all_schools(self, browse, district, monkeypatch):
        make_indicator(district.municipality, direction=Indicator.Direction.MORE_IS_BETTER, rule=Rule.MEAN)
        self.grow(district, 20, 5)
        periods = Period.objects.labelled(["2025", "2026"]).values()
        for place in School.objects.all():
            Value.objects.bulk_create(
                Value(indicator=figure, school=place, period=period, kind=Value.Kind.FACT, text="7", number=7)
                for figure in Indicator.objects.all() for period in periods
                if not Value.objects.filter(indicator=figure, school=place, period=period).exists()
            )  # fmt: skip
        read, from_db = [], Value.from_db.__func__
        monkeypatch.setattr(Value, "from_db", classmethod(lambda *row: read.append(row) or from_db(*row)))
        browse("specialist").get(reverse("school-values", args=[district.school.pk]))

        assert len(read) == Value.objects.filter(school=district.school).count()

    def test_all_modules_of_the_grid_are_asked_for_at_once(self, browse, district, score):
        page = browse("specialist").get(reverse("value-grid", args=[district.municipality.pk, "2026"])).content.decode()
        folder = settings.BASE_DIR / "static/indicators/values/grid"
        modules = {str(path.relative_to(folder)) for path in folder.rglob("*.js")}

        assert set(re.findall(r'(?:href|src)="[^"]*/grid/([\w/]+\.js)"', page)) == modules
        assert re.search(r'rel="modulepreload" href="[^"]*portal/shared/requests.js"', page)

    @pytest.mark.parametrize("cells", [4, 100])
    def test_of_saving(self, cells, browse, district, django_assert_num_queries):
        places = self.grow(district, 10, 10)[:cells]
        client = browse("specialist")
        save(client, sent(*places[0], "1", version=1))
        batch = [sent(*place, "7", version=1 + (place is places[0])) for place in places[: cells // 2]]
        batch += [sent(*place, "8", period="2025") for place in places[cells // 2 :]]

        with django_assert_num_queries(16 + sealed_at_once()):
            answer = save(client, *batch)
        assert set(states(answer)) <= {"saved", "warning"}
        assert Change.objects.count() >= cells


def values_of(indicator, *texts) -> list[Value]:
    values = [Value(indicator=indicator, school_id=number, text=text) for number, text in enumerate(texts, 1)]
    for value in values:
        understand(value, indicator)
    return values


@pytest.mark.parametrize(
    ("rule", "texts", "expected", "left_out"),
    [
        (Rule.SUM, ["3 чел.", "4", "-", "н/д"], 7, 2),
        (Rule.SHARE_OF_SUMS, ["1 из 10", "3 из 10", "50%"], 20, 1),
        (Rule.MEAN, ["3", "4,5", "более 5", "3–4"], Decimal("3.75"), 2),
        (Rule.MAXIMUM, ["3", "4,5", "текст"], Decimal("4.5"), 1),
        (Rule.WEIGHTED_MEAN, ["3", "4", "5"], Decimal("3.75"), 1),
        (Rule.SHARE_OF_SCHOOLS, ["3", "4", "5", "-"], Decimal(200) / 3, 1),
        (Rule.BY_HAND, ["3"], None, 0),
        (Rule.SUM, ["-", ""], None, 0),
    ],
)
def test_a_municipalitys_value_follows_from_its_schools(rule, texts, expected, left_out):
    indicator = Indicator(name="Показатель", rule=rule, threshold=4, direction="more")
    result = aggregate(indicator, values_of(indicator, *texts), weights={1: Decimal(10), 2: Decimal(30)})

    assert (result and round(result.number, 6)) == (expected and round(Decimal(expected), 6))
    assert (result.left_out if result else 0) == left_out


class TestWordsAmongNumbers:
    @pytest.mark.parametrize("text", ["да", "+", "V", "III", "#####", "уточняется", "нет выпуска"])
    def test_are_kept_and_asked_about(self, text, browse, district, score):
        [told] = save(browse("specialist"), sent(score, district.school, text)).json()["cells"]

        assert (told["state"], told["text"]) == ("warning", text)
        assert told["notes"]

    def test_a_note_offers_answers_that_are_understood(self, browse, district, score):
        [told] = save(browse("specialist"), sent(score, district.school, "да")).json()["cells"]
        assert told["notes"] == [
            "«да» — не число. Если данных нет, впишите «н/д»; не применимо — «-»; или «не проводилось»."
        ]
        for version, answer in enumerate(("н/д", "-", "не проводилось"), 1):
            [told] = save(browse("specialist"), sent(score, district.school, answer, version)).json()["cells"]
            assert told["state"] == "saved"

    def test_words_are_as_good_where_no_numbers_are_asked_for(self, browse, district):
        plan = make_indicator(district.municipality, "Есть план развития")

        assert states(save(browse("specialist"), sent(plan, district.school, "да"))) == ["saved"]

    @pytest.mark.parametrize("text", ["\u200b4,5", "4\u00ad,5", "\ufeff 4,5 ", "\u202a4,5\u202c"])
    def test_what_nobody_sees_is_dropped(self, text, browse, district, score):
        [told] = save(browse("specialist"), sent(score, district.school, text)).json()["cells"]

        assert (told["state"], told["text"]) == ("saved", "4,5")


def test_a_form_of_a_large_table_saves_whatever_it_shows(browse, district):
    """Django itself takes a thousand fields and answers any further ones with 400."""
    indicators = [make_indicator(district.municipality) for _ in range(36)]
    schools = [make_school(district.municipality) for _ in range(60)]
    client = browse("specialist")
    url = reverse("value-form", args=[district.municipality.pk, "2026"])
    page = client.get(url).content.decode()
    names = re.findall(r'name="(text:[^"]+)"', page)
    assert len(names) >= 60 * 36
    answer = client.post(url, dict.fromkeys(names, "4") | {f"version:{name[5:]}": "0" for name in names})

    assert answer.status_code == 302
    assert Value.objects.filter(indicator__in=indicators, school__in=schools, text="4").count() == 60 * 36


class TestColleagues:
    def test_what_they_save_is_told_once_and_only_to_whom_may_see_it(self, browse, district, score):
        url = reverse("cell-changes")
        client, director = browse("specialist"), browse("director")
        start = client.get(url).json()
        assert start["cells"] == []
        save(browse("coordinator"), sent(score, district.school, "4"), sent(score, district.other_school, "5"))

        told = client.get(url, {"since": start["since"]}).json()
        assert [(each["text"], each["version"]) for each in told["cells"]] == [("4", 1), ("5", 1)]
        own = director.get(url, {"since": start["since"]}).json()["cells"]
        assert [each["text"] for each in own] == ["4"]
        assert client.get(url, {"since": told["since"]}).json() == {"since": told["since"], "cells": []}
        assert browse("stranger").get(url, {"since": start["since"]}).json()["cells"] == []

    def test_what_is_computed_from_it_follows(self, browse, district, score, django_assert_max_num_queries):
        Indicator.objects.filter(pk=score.pk).update(rule=Indicator.Rule.MEAN)
        client, url = browse("specialist"), reverse("cell-changes")
        since = client.get(url).json()["since"]
        save(browse("coordinator"), sent(score, district.school, "4"), sent(score, district.other_school, "7"))

        with django_assert_max_num_queries(11):
            cells = client.get(url, {"since": since}).json()["cells"]
        told = {each["computed"]: each for each in cells if "computed" in each}
        assert (told["schools"]["cell"], told["schools"]["text"]) == (f"{score.pk}::2026:fact", "5,5")
        assert told["schools"]["notes"] == ["Среди посчитанных 1 значение школ, о которых портал переспросил."]

    @pytest.mark.parametrize("since", ["", "x", "-1", "9" * 40])
    def test_a_number_that_is_none(self, since, browse, district, score):
        assert browse("specialist").get(reverse("cell-changes"), {"since": since}).json()["cells"] == []

    def test_costs_one_query_where_nothing_has_changed(self, browse, district, score, django_assert_num_queries):
        client, url = browse("specialist"), reverse("cell-changes")
        since = client.get(url).json()["since"]
        with django_assert_num_queries(3):  # session, user, changes
            client.get(url, {"since": since})


def test_a_schools_page_reads_that_schools_values_only(browse, district, score):
    """With all schools' values of ten years it took thirteen times as long as the table of a year."""
    client, url = browse("specialist"), reverse("school-values", args=[district.school.pk])
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    [read] = [each["sql"] for each in queries if "indicators_comment" in each["sql"]]

    assert f'"school_id" = {district.school.pk}' in read


@pytest.mark.parametrize(("persona", "saves"), [("specialist", True), ("observer", False)])
def test_a_form_without_fields_has_no_button_to_save(persona, saves, browse, district):
    for url in (
        reverse("value-form", args=[district.municipality.pk, "2026"]),
        reverse("school-values-form", args=[district.school.pk]),
    ):
        page = browse(persona).get(url).content.decode()
        assert (">Сохранить</button>" in page) is saves
        assert ("вам не поручено" in page) is not saves
