"""What is understood never goes stale: a changed indicator or reader has its values read anew, and says so before."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.quantity import READER
from indicators.values.aggregation import aggregate
from indicators.values.models import Value
from indicators.values.queries.computed import Computed, computed_cells
from indicators.values.understanding import current, kept_meaning, understand
from portal.history.models import Change
from tests.factories import make_indicator, make_municipality, make_period


def keep(indicator, text: str, school=None, label: str = "2026", **fields) -> Value:
    value = Value(indicator=indicator, school=school, period=make_period(label), text=text, **fields)
    understand(value, indicator)
    value.save()
    return value


@pytest.fixture
def money(district) -> Indicator:
    """In roubles; two schools have written thousands of them."""
    indicator = make_indicator(district.municipality, "Внебюджетные средства", unit="руб.", rule="sum")
    keep(indicator, "1,5 тыс. руб.", district.school)
    keep(indicator, "3 тыс. руб.", district.other_school)
    return indicator


def summed(indicator: Indicator) -> Decimal:
    return aggregate(Indicator.objects.get(pk=indicator.pk), Value.objects.facts()).number


class TestKeptBesideTheWords:
    def test_with_what_it_was_read(self, money):
        value = Value.objects.order_by("pk").first()

        assert (value.number, value.unit, value.read_as) == (1500, "руб.", "number")
        assert (value.read_unit, value.reader) == ("руб.", READER)

    def test_no_stale_number_is_ever_summed_up(self, money):
        assert summed(money) == 4500
        Indicator.objects.filter(pk=money.pk).update(unit="тыс. руб.")

        assert summed(money) == Decimal("4.5")

    def test_nor_one_of_another_reader(self, money):
        Value.objects.update(number=7, reader="another")

        assert summed(money) == 4500

    def test_nor_weighed_by(self, district, money):
        share = make_indicator(district.municipality, "Средний балл", unit="балл", rule="weighted-mean", weight=money)
        marks = [keep(share, "3", district.school), keep(share, "4", district.other_school)]
        Value.objects.filter(indicator=money).update(number=1, reader="another")
        weights = Value.objects.filter(indicator=money)
        row = computed_cells(share, None, marks, weights)[Computed.BY_SCHOOLS]

        assert row.text == "3,67"

    def test_nor_one_in_another_unit(self, district):
        share = make_indicator(district.municipality, "Доля", unit="%", rule="mean")
        keep(share, "40 %", district.school)
        keep(share, "7 чел.", district.other_school)
        result = aggregate(share, Value.objects.facts())

        assert (result.number, result.left_out) == (40, 1)

    @pytest.mark.parametrize(
        ("text", "unit", "words"),
        [
            ("1500", "руб.", "1\u00a0500 руб."),
            ("не менее 70", "%", "не меньше 70 %"),
            ("3,8 – 4,0", "балл", "от 3,8 до 4 балл"),
            ("12 из 40", "%", "30 % (12 из 40)"),
            ("1 (9%)", "%", "9 % (1)"),
            ("0 из 0", "%", "доля без числа (0 из 0)"),
            ("-", "%", "не относится"),
            ("н/д", "%", "нет данных"),
            ("почти все", "%", "текст"),
            ("", "%", "пусто"),
        ],
    )
    def test_what_is_kept_is_told_in_words(self, text, unit, words):
        value = Value(text=text)
        understand(value, Indicator(name="Показатель", unit=unit))

        assert kept_meaning(value) == words

    def test_what_is_current_is_left_alone(self, money):
        value = Value(text="5", number=7, reader=READER, read_unit="руб.")

        assert current(value, money).number == 7


class TestTheAdministrationAsksBefore:
    @pytest.fixture
    def url(self, money):
        return reverse("admin:indicators_indicator_change", args=[money.pk])

    @pytest.fixture
    def client(self, browse):
        return browse("administrator")

    def sent(self, page, **changes) -> dict:
        """What the form would send, as the page shows it."""
        form = page.context["adminform"].form
        found = {name: form[name].value() for name in form.fields}
        return {name: "" if value is None else value for name, value in (found | changes).items()}

    def test_what_will_be_read_otherwise_is_shown_and_nothing_changed(self, client, url, money):
        page = client.post(url, self.sent(client.get(url), unit="тыс. руб."))
        content = page.content.decode().replace("\u00a0", " ")

        assert "прочитаны иначе" in content
        assert "1 500 руб." in content
        assert "<strong>1,5 тыс. руб.</strong>" in content
        assert "<td>4 500 руб.</td>" in content
        assert "<td>4,5 тыс. руб.</td>" in content
        assert "Напишите, почему" in content
        money.refresh_from_db()
        assert money.unit == "руб."

    def test_agreed_to_it_is_read_anew_and_stands_in_the_history(self, client, url, money, district):
        asked = client.post(url, self.sent(client.get(url), unit="тыс. руб.", reason="Опечатка в каталоге"))
        assert client.post(url, self.sent(asked)).status_code == 302

        assert [value.number for value in Value.objects.order_by("pk")] == [Decimal("1.5"), 3]
        assert {value.text for value in Value.objects.all()} == {"1,5 тыс. руб.", "3 тыс. руб."}
        assert {(value.unit, value.read_unit, value.version) for value in Value.objects.all()} == {
            ("тыс. руб.", "тыс. руб.", 1)
        }
        change = Change.objects.filter(action="значение прочитано заново").order_by("subject_id").first()
        assert change.before["meaning"].replace("\u00a0", " ") == "1 500 руб."
        assert change.after == {
            "text": "1,5 тыс. руб.", "meaning": "1,5 тыс. руб.", "reason": "Опечатка в каталоге",
        }  # fmt: skip
        assert change.changed_by == district.administrator
        of_indicator = Change.objects.about(money).get()
        assert of_indicator.before == {"unit": "руб."}
        assert of_indicator.after == {"unit": "тыс. руб.", "reread": 2, "reason": "Опечатка в каталоге"}

    def test_the_cell_tells_why(self, client, url, money, browse, district):
        asked = client.post(url, self.sent(client.get(url), unit="тыс. руб.", reason="Опечатка в каталоге"))
        client.post(url, self.sent(asked))
        panel = browse("specialist").get(
            reverse("cell-panel"), {"cell": f"{money.pk}:{district.school.pk}:2026:fact"}
        ).content.decode().replace("\u00a0", " ")  # fmt: skip

        assert "было 1 500 руб., стало 1,5 тыс. руб.; причина: Опечатка в каталоге" in panel

    def test_without_a_reason_it_is_asked_again(self, client, url, money):
        asked = client.post(url, self.sent(client.get(url), unit="тыс. руб."))

        assert client.post(url, self.sent(asked)).status_code == 200
        money.refresh_from_db()
        assert money.unit == "руб."

    def test_what_changed_meanwhile_is_shown_anew(self, client, url, money, district):
        asked = client.post(url, self.sent(client.get(url), unit="тыс. руб.", reason="Опечатка"))
        keep(money, "900", district.school, label="2025")
        again = client.post(url, self.sent(asked))

        assert again.status_code == 200
        assert client.post(url, self.sent(again)).status_code == 302

    def test_changed_limits_ask_anew_about_what_stands(self, client, url, money):
        value = Value.objects.order_by("pk").first()
        asked = client.post(url, self.sent(client.get(url), usual_max="1000"))
        assert "Появится: Выше обычного" in asked.content.decode()
        assert client.post(url, self.sent(asked)).status_code == 302

        value.refresh_from_db()
        assert value.notes == ["Выше обычного: как правило, не больше 1\u00a0000."]
        assert not Change.objects.about(value).exists()

    def test_another_rule_shows_the_sums(self, client, url, money):
        asked = client.post(url, self.sent(client.get(url), rule="mean"))

        assert "<td>2 250 руб.</td>" in asked.content.decode().replace("\u00a0", " ")
        assert client.post(url, self.sent(asked)).status_code == 302

    def test_a_new_name_asks_nothing(self, client, url, money):
        assert client.post(url, self.sent(client.get(url), name="Средства")).status_code == 302

    def test_a_new_indicator_asks_nothing(self, client, district):
        url = reverse("admin:indicators_indicator_add")
        page = client.get(url)
        assert "Причина изменения" not in page.content.decode()
        fields = {"name": "Новый", "unit": "%", "municipality": district.municipality.pk, "position": "0"}
        choices = {"direction": "more", "rule": "by-hand", "parts_rule": "exactly"}

        assert client.post(url, fields | choices).status_code == 302

    def test_the_direction_is_changed_in_the_list(self, client, money):
        url = reverse("admin:indicators_indicator_changelist")
        page = client.get(url)
        formset = page.context["cl"].formset
        fields = {f"form-{n}-{name}": form[name].value() for n, form in enumerate(formset) for name in form.fields}
        place = next(n for n, form in enumerate(formset) if form.instance == money)
        management = {"form-TOTAL_FORMS": len(formset.forms), "form-INITIAL_FORMS": len(formset.forms), "_save": "1"}
        assert client.post(url, fields | management | {f"form-{place}-direction": "more"}).status_code == 302

        money.refresh_from_db()
        assert money.direction == "more"
        assert Change.objects.about(money).get().after == {"direction": "больше — лучше", "reread": 0}

    def test_the_unit_is_not_changed_in_the_list_where_nothing_is_asked(self, client):
        assert 'name="form-0-unit"' not in client.get(reverse("admin:indicators_indicator_changelist")).content.decode()


def test_a_part_that_joins_a_whole_is_asked_about(district, browse):
    whole, part = (make_indicator(district.municipality, name, unit="чел.") for name in ("Всего", "Сдали"))
    of_whole, _ = keep(whole, "50"), keep(part, "46")
    url = reverse("admin:indicators_indicator_change", args=[part.pk])
    client, shows = browse("administrator"), TestTheAdministrationAsksBefore().sent
    asked = client.post(url, shows(client.get(url), whole=whole.pk))
    assert client.post(url, shows(asked)).status_code == 302

    of_whole.refresh_from_db()
    assert of_whole.notes == ["Части в сумме дают 46, а здесь 50: «Сдали» — 46."]


class TestTheCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("reread_values", *arguments, stdout=out)
        return out.getvalue().replace("\u00a0", " ")

    @pytest.fixture
    def changed(self, money):
        """Past the administration."""
        Indicator.objects.filter(pk=money.pk).update(unit="тыс. руб.")

    def test_a_dry_run_lists_what_changes_and_changes_nothing(self, changed, district):
        told = self.run("--dry-run")

        assert f"{district.municipality}, иначе:" in told
        assert "«1,5 тыс. руб.» — было 1 500 руб., будет 1,5 тыс. руб." in told
        assert "будет прочитано заново 2 значения, из них иначе — 2." in told
        assert {value.read_unit for value in Value.objects.all()} == {"руб."}
        assert not Change.objects.filter(action="значение прочитано заново").exists()

    def test_then_it_is_read(self, changed):
        assert "прочитано заново 2 значения, из них иначе — 2." in self.run()
        assert [value.number for value in Value.objects.order_by("pk")] == [Decimal("1.5"), 3]
        change = Change.objects.filter(action="значение прочитано заново").first()
        assert (change.changed_by, change.after["reason"]) == (None, "портал читает значения иначе")
        assert "прочитано заново 0 значений, из них иначе — 0." in self.run()

    def test_another_reader_that_reads_the_same_is_told_nothing_of(self, money):
        Value.objects.update(reader="another")

        assert "прочитано заново 2 значения, из них иначе — 0." in self.run()
        assert {value.reader for value in Value.objects.all()} == {READER}
        assert not Change.objects.filter(action="значение прочитано заново").exists()

    @pytest.mark.django_db
    def test_of_an_empty_portal(self):
        assert self.run() == "Читать нечего: муниципалитетов ещё нет.\n"

    def test_of_one_municipality(self, changed):
        other = make_municipality()

        assert "прочитано заново 0 значений" in self.run("--municipality", str(other.pk))
        with pytest.raises(CommandError, match="нет"):
            self.run("--municipality", "999999")
