"""The part of a row's form that asks about its indicator: which one it is, what is better, its unit."""

from dataclasses import dataclass

from django import forms
from django.utils.text import normalize_newlines

from indicators.catalogue.models import Indicator
from indicators.quantity.units import unit_in_name
from roadmap.programmes.forms.written import RowForm
from roadmap.targets.catalogue_rows import CatalogueRows, DescribedIndicator, titled

# Fields of a row that belong to the catalogue and aren't words of the document.
OF_CATALOGUE = ("direction", "unit", "means")
DIRECTIONS = [
    ("", "не сказано"),
    (Indicator.Direction.MORE_IS_BETTER.value, "больше — лучше"),
    (Indicator.Direction.LESS_IS_BETTER.value, "меньше — лучше"),
    (Indicator.Direction.NEITHER.value, "не оценивается"),
]
_NEW = "new"
_NO_UNIT = ("нет", "-", "–", "—", "без единицы", "без единицы измерения")


class CatalogueRowForm(RowForm):
    """A row that shows what the catalogue says of its indicator, or asks about a new one."""

    known: Indicator | None = None

    direction = forms.ChoiceField(label="Что лучше", choices=DIRECTIONS, required=False)
    unit = forms.CharField(
        label="Единица", required=False, max_length=60,
        widget=forms.TextInput({"placeholder": "%, чел., балл; нет"}),
    )  # fmt: skip

    def tie(self, catalogue: CatalogueRows, own: Indicator | None) -> None:
        """Find the row's indicator, and adapt the fields; `own` is the indicator that a saved row has."""
        heading, name = self.current("heading"), self.current("name")
        is_as_it_was = own and all(self.current(key) == (self.initial.get(key) or "") for key in ("heading", "name"))
        self.known = own if is_as_it_was else catalogue.find(heading, name)
        if self.known:
            self._show(self.known)
        elif name.strip() and (near := catalogue.near(heading, name)):
            self._offer(near)
            self.order_fields(self.field_order)

    def current(self, key: str) -> str:
        value = self.data.get(self.add_prefix(key)) if self.is_bound else self.initial.get(key)
        return normalize_newlines(value or "")

    def _show(self, known: Indicator) -> None:
        direction, unit = self.fields["direction"], self.fields["unit"]
        direction.initial, unit.initial = known.direction, known.unit
        direction.disabled, unit.disabled = bool(known.direction), True
        direction.help_text = (
            "Как в каталоге показателей." if known.direction else "Каталог этого не говорит: выберите."
        )

    def _offer(self, near: list[Indicator]) -> None:
        choices = [("", "выберите…"), *((str(each.pk), f"тот же: {each}") for each in near),
                   (_NEW, "новый показатель")]  # fmt: skip
        self.fields["means"] = forms.ChoiceField(
            label="Похожие уже есть в каталоге", choices=choices, required=False,
        )  # fmt: skip

    @property
    def described(self) -> DescribedIndicator:
        data = self.cleaned_data
        unit, means = data["unit"].strip(), data.get("means", "")
        said = "" if unit.casefold() in _NO_UNIT else unit or None
        return DescribedIndicator(data["direction"], said, int(means) if means.isdecimal() else None)

    def ask(self) -> None:
        """Add an error for each thing that a new indicator needs and that nobody has said."""
        name = self.cleaned_data.get("name", "")
        if self.known or not name.strip():
            return
        if "means" in self.fields and not self.cleaned_data.get("means"):
            self.add_error("means", "Это один из показателей каталога или новый? Выберите.")
        if self.cleaned_data.get("means", "").isdecimal():
            return
        if not self.cleaned_data.get("direction"):
            self.add_error("direction", "Показатель новый: скажите, больше или меньше — лучше.")
        if not self.cleaned_data.get("unit", "").strip() and not unit_in_name(name):
            self.add_error("unit", "Показатель новый: напишите единицу; если её нет, напишите «нет».")


@dataclass(frozen=True)
class SaidOfCatalogue:
    """What people said of names that the catalogue doesn't have, and of the direction of indicators without one."""

    names: dict[str, DescribedIndicator]
    directions: dict[int, str]


def said_in(rows: list[CatalogueRowForm]) -> SaidOfCatalogue:
    names, directions = {}, {}
    for row in rows:
        heading, name = row.cleaned_data.get("heading", ""), row.cleaned_data.get("name", "")
        if row.known is None:
            names[titled(heading, name)] = row.described
        elif not row.known.direction and row.cleaned_data["direction"]:
            directions[row.known.pk] = row.cleaned_data["direction"]
    return SaidOfCatalogue(names, directions)
