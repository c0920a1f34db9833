"""What is asked about a value: parts that don't add up to their whole, whichever way they came in, and odd signs."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.quantity import read_quantity
from indicators.values.address import CellAddress
from indicators.values.checks import note_on_parts, notes_on
from indicators.values.models import Value
from indicators.values.understanding import understand
from portal.history.models import Change
from tests.factories import make_indicator, make_municipality, make_school
from tests.indicators.values.test_grid import save, sent
from tests.indicators.workbooks.excel_books import cell_of, confirm, download, send
from tests.sealing import sealed_at_once

AT_MOST = Indicator.PartsRule.AT_MOST


@pytest.fixture
def leavers(district) -> tuple[Indicator, Indicator, Indicator]:
    """A whole and its two parts."""
    whole = make_indicator(district.municipality, "Всего выпускников", unit="чел.", position=1)
    passed = make_indicator(district.municipality, "Сдали", unit="чел.", position=2, whole=whole)
    failed = make_indicator(district.municipality, "Не сдали", unit="чел.", position=3, whole=whole)
    return whole, passed, failed


def cells(response) -> dict[int, dict]:
    return {CellAddress.parse(cell["cell"]).indicator_id: cell for cell in response.json()["cells"]}


def value_of(indicator: Indicator, text: str) -> Value:
    value = Value(indicator=indicator, text=text)
    understand(value, indicator)
    return value


@pytest.mark.parametrize(
    ("unit", "rule", "whole", "parts", "said"),
    [
        ("чел.", "exactly", "50", ["30", "16"], "дают 46, а здесь 50: «часть 0» — 30, «часть 1» — 16."),
        ("чел.", "exactly", "50", ["34", "16"], ""),
        ("чел.", "exactly", "50", ["34 чел.", "16 человек"], ""),
        ("чел.", "exactly", "50", ["30", ""], ""),
        ("чел.", "exactly", "50", ["30", "-"], ""),
        ("чел.", "exactly", "50", ["30", "н/д"], ""),
        ("чел.", "exactly", "50", ["30", "почти все"], ""),
        ("чел.", "exactly", "50", ["30", "более 10"], ""),
        ("чел.", "exactly", "50", ["30", "10 – 12"], ""),
        ("чел.", "exactly", "50", ["50", "0"], ""),
        ("чел.", "exactly", "", ["30", "16"], ""),
        ("чел.", "exactly", "-", ["30", "16"], ""),
        ("чел.", "exactly", "не менее 50", ["30", "16"], ""),
        ("чел.", "at-most", "50", ["30", ""], ""),
        ("чел.", "at-most", "50", ["30", "20"], ""),
        ("чел.", "at-most", "50", ["30", "25"], "дают 55, это больше, чем здесь (50)"),
        ("чел.", "at-most", "50", ["60", "-"], "дают 60, это больше, чем здесь (50)"),
        ("%", "exactly", "100", ["33,3", "33,3", "33,3"], ""),
        ("%", "exactly", "100", ["33%", "33%", "33%"], ""),
        ("%", "exactly", "100", ["40", "40", "22"], "дают 102, а здесь 100"),
        ("%", "exactly", "75", ["1 из 4", "50%"], ""),
        ("%", "exactly", "75", ["1 из 4", "5 (60%)"], "дают 85, а здесь 75"),
        ("%", "at-most", "", ["62,5", "41"], "дают 103,5 %, а больше 100 % не бывает"),
        ("%", "at-most", "", ["62,5", "37,5"], ""),
        ("%", "at-most", "-", ["62,5", "41"], ""),
        ("%", "at-most", "н/д", ["62,5", "41"], ""),
        ("%", "at-most", "", ["", "-"], ""),
    ],
)
def test_what_is_known_is_compared_and_the_unknown_is_no_zero(unit, rule, whole, parts, said):
    indicator = Indicator(pk=1, name="целое", unit=unit, parts_rule=rule)
    figures = [Indicator(pk=number + 2, name=f"часть {number}", unit=unit) for number in range(len(parts))]
    values = {figure: value_of(figure, text) for figure, text in zip(figures, parts, strict=True)}
    note = note_on_parts(indicator, value_of(indicator, whole), values)

    assert said in note
    assert bool(note) == bool(said)


def test_a_part_without_a_record_is_unknown():
    whole, part, other = (Indicator(pk=pk, unit="чел.") for pk in (1, 2, 3))

    assert note_on_parts(whole, value_of(whole, "50"), {part: value_of(part, "30"), other: None}) == ""
    assert note_on_parts(whole, None, {part: value_of(part, "30")}) == ""


class TestSaving:
    def test_the_wholes_cell_is_asked_about_and_comes_with_the_answer(self, browse, district, leavers):
        whole, passed, failed = leavers
        client = browse("specialist")
        first = cells(save(client, sent(whole, district.school, "50"), sent(passed, district.school, "30")))
        assert first[whole.pk]["state"] == "saved"

        answer = cells(save(client, sent(failed, district.school, "16")))
        assert answer[failed.pk]["state"] == "saved"
        assert answer[whole.pk] | {"notes": None} == {
            "cell": f"{whole.pk}:{district.school.pk}:2026:fact", "state": "warning",
            "version": 1, "text": "50", "notes": None,
        }  # fmt: skip
        assert answer[whole.pk]["notes"] == ["Части в сумме дают 46, а здесь 50: «Сдали» — 30, «Не сдали» — 16."]
        page = client.get(reverse("value-grid", args=[district.municipality.pk, "2026"])).content.decode()
        assert "Части в сумме дают 46" in page

        answer = cells(save(client, sent(failed, district.school, "20", version=1)))
        assert (answer[whole.pk]["state"], answer[whole.pk]["notes"]) == ("saved", [])
        assert Value.objects.get(indicator=whole).notes == []

    def test_asking_is_no_writing(self, browse, district, leavers):
        whole, passed, failed = leavers
        save(browse("coordinator"), sent(whole, district.school, "50"), sent(passed, district.school, "30"))
        before = Value.objects.get(indicator=whole)
        save(browse("specialist"), sent(failed, district.school, "16"))

        after = Value.objects.get(indicator=whole)
        assert after.notes
        assert (after.version, after.entered_at, after.entered_by) == (1, before.entered_at, district.coordinator)
        assert Change.objects.about(after).count() == 1

    def test_a_whole_typed_later_or_with_its_parts_is_asked_about_too(self, browse, district, leavers):
        whole, passed, failed = leavers
        client = browse("specialist")
        answer = cells(
            save(
                client, sent(whole, None, "50"), sent(passed, None, "30"), sent(failed, None, "16"), way="paste"
            )
        )  # fmt: skip
        assert [answer[each.pk]["state"] for each in leavers] == ["warning", "saved", "saved"]

        assert cells(save(client, sent(whole, None, "46", version=1)))[whole.pk]["state"] == "saved"

    def test_other_notes_of_the_whole_stay(self, browse, district, leavers):
        whole, _, failed = leavers
        Indicator.objects.filter(pk=whole.pk).update(usual_max=40)
        client = browse("specialist")
        save(client, *(sent(each, None, text) for each, text in zip(leavers, ["50", "30", "16"], strict=True)))
        assert len(Value.objects.get(indicator=whole).notes) == 2

        save(client, sent(failed, None, "20", version=1))
        assert Value.objects.get(indicator=whole).notes == ["Выше обычного: как правило, не больше 40."]

    def test_schools_years_and_kinds_are_added_up_apart(self, browse, district, leavers):
        whole, passed, failed = leavers
        client = browse("specialist")
        save(client, sent(whole, district.school, "50"), sent(passed, district.school, "30"))
        save(
            client, sent(failed, district.other_school, "16"), sent(failed, district.school, "16", period="2025"),
            sent(failed, district.school, "16", kind="plan"),
        )  # fmt: skip

        assert not Value.objects.exclude(notes=[]).exists()

    def test_shares_of_an_empty_whole_are_asked_about_there(self, browse, district):
        whole = make_indicator(district.municipality, "Отметки", unit="%", parts_rule=AT_MOST)
        shares = [make_indicator(district.municipality, unit="%", whole=whole) for _ in range(2)]
        client = browse("specialist")
        answer = cells(save(client, *(sent(each, district.school, "60%") for each in shares)))

        assert answer[whole.pk] | {"notes": None} == answer[whole.pk] | {
            "state": "warning", "version": 0, "text": "", "notes": None,
        }  # fmt: skip
        page = client.get(reverse("value-grid", args=[district.municipality.pk, "2026"])).content.decode()
        assert "больше 100 % не бывает" in page
        assert cells(save(client, sent(whole, district.school, "100")))[whole.pk]["state"] == "warning"

    def test_a_part_that_is_a_whole_itself(self, browse, district, leavers):
        whole, passed, failed = leavers
        best = make_indicator(district.municipality, "С отличием", unit="чел.", whole=passed)
        Indicator.objects.filter(pk=passed.pk).update(parts_rule=AT_MOST)
        client = browse("specialist")
        save(client, sent(whole, None, "50"), sent(passed, None, "30"), sent(failed, None, "16"))

        answer = cells(save(client, sent(best, None, "31")))
        assert set(answer) == {best.pk, passed.pk}
        answer = cells(save(client, sent(passed, None, "34", version=1)))
        assert [answer[each.pk]["state"] for each in (whole, passed)] == ["saved", "saved"]

    def test_the_form_tells_of_the_whole(self, browse, district, leavers):
        whole, passed, failed = leavers
        client = browse("specialist")
        save(client, sent(whole, district.school, "50"), sent(passed, district.school, "30"))
        name = f"{failed.pk}:{district.school.pk}:2026:fact"
        url = reverse("value-form", args=[district.municipality.pk, "2026"])
        page = client.post(url, {f"text:{name}": "16", f"seen:{name}": "", f"version:{name}": "0"}, follow=True)

        assert "«50»: Части в сумме дают 46" in page.content.decode()
        assert "Изменено значений: 1" in page.content.decode()

    def test_an_imported_part_is_added_up(self, browse, district, leavers):
        whole, passed, _ = leavers
        client = browse("specialist")
        save(client, sent(whole, district.school, "50"), sent(passed, district.school, "30"))
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Не сдали").value = 16
        shown = send(client, district, book)
        [item] = shown.context["plan"].items
        assert item.notes[0].startswith("«Всего выпускников»: Части в сумме дают 46, а здесь 50")
        confirm(client, shown)

        assert "Части в сумме дают 46" in Value.objects.get(indicator=whole).notes[0]

    def test_a_file_that_brings_both_is_asked_at_the_whole(self, browse, district, leavers):
        client = browse("specialist")
        book = download(client, district, "value-template")
        for title, number in (("Всего выпускников", 50), ("Сдали", 30), ("Не сдали", 16)):
            cell_of(book, "Берёзовская СОШ", title).value = number
        items = send(client, district, book).context["plan"].items
        assert [len(item.notes) for item in items] == [1, 0, 0]
        cell_of(book, "Берёзовская СОШ", "Не сдали").value = 20

        assert [item.notes for item in send(client, district, book).context["plan"].items] == [[], [], []]

    @pytest.mark.parametrize("schools", [1, 30])
    def test_costs_as_much_as_saving_anything(self, schools, browse, district, leavers, django_assert_num_queries):
        places = [make_school(district.municipality) for _ in range(schools)]
        whole, passed, failed = leavers
        client = browse("specialist")
        save(client, *(sent(each, place, "30") for each in (whole, passed) for place in places))
        batch = [sent(failed, place, "16") for place in places]

        with django_assert_num_queries(16 + sealed_at_once()):
            answer = save(client, *batch)
        assert len(answer.json()["cells"]) == 2 * schools
        assert Value.objects.exclude(notes=[]).count() == schools


class TestCatalogue:
    def test_what_can_not_be_added_up_is_told(self, district, leavers):
        whole, passed, _ = leavers
        share = make_indicator(district.municipality, "Доля", unit="%")
        abroad = make_indicator(make_municipality(), "Чужой", unit="чел.")
        for indicator, above, words in [
            (share, whole, "одна единица измерения"),
            (passed, abroad, "одного муниципалитета"),
            (whole, passed, "Получается круг"),
            (whole, whole, "частью самого себя"),
        ]:
            indicator = Indicator.objects.get(pk=indicator.pk)
            indicator.whole = Indicator.objects.get(pk=above.pk)
            with pytest.raises(ValidationError, match=words):
                indicator.full_clean()

    def test_a_whole_keeps_the_unit_of_its_parts(self, leavers):
        whole, _, _ = leavers
        whole.unit = "%"

        with pytest.raises(ValidationError, match="одна единица измерения"):
            whole.full_clean()

    def test_the_database_knows_that_nothing_is_its_own_part(self, leavers):
        whole, _, _ = leavers
        with pytest.raises(IntegrityError), transaction.atomic():
            Indicator.objects.filter(pk=whole.pk).update(whole=whole.pk)

    def test_an_administrator_chooses_among_their_own_indicators(self, browse, district, leavers):
        whole, passed, _ = leavers
        make_indicator(make_municipality(), "Показатель чужого района")
        url = reverse("admin:indicators_indicator_change", args=[passed.pk])
        page = browse("administrator").get(url).content.decode()

        assert "Часть показателя" in page
        assert f'<option value="{whole.pk}" selected>' in page
        assert "Показатель чужого района" not in page


def test_a_rounded_share_has_decimals_enough():
    whole, part = (Indicator(pk=pk, unit="%") for pk in (1, 2))
    third = Value(indicator=part, text="1 из 3", number=Decimal("33.333333"))

    assert note_on_parts(whole, value_of(whole, "33,3"), {part: third}) == ""
    assert note_on_parts(whole, value_of(whole, "34,6"), {part: third})


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("-5", "%", "Отрицательным"),
        ("0,05", "%", "впишите 5 %"),
        ("0,5", "%", "впишите 50 %"),
        ("0,125", "%", "впишите 12,5 %"),
        ("0,05 %", "%", ""),
        ("0", "%", ""),
        ("12 из 40", "%", ""),
        ("0,5", "балл", ""),
        ("-5", "", ""),
    ],
)
def test_what_a_share_seldom_is_is_asked_about(text, unit, words):
    notes = " ".join(notes_on(read_quantity(text, unit), Indicator(name="Показатель", unit=unit), None))

    assert words in notes if words else not notes
