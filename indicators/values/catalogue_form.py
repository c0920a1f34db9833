"""The form on the page of one indicator: `IndicatorForm` laid out for people, with a check for similar names."""

from decimal import Decimal

from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator

from indicators.catalogue.asked_of import AskedOf
from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.models import Indicator
from indicators.values.indicator_form import IndicatorForm
from portal.digests import digest_of
from portal.forms import form_helper
from portal.text.keys import natural_key
from schools.directory.models import Municipality

FIELDS = [
    "heading", "name", "unit", "direction", "group", "asked_of", "plan_words", "rule", "weight", "threshold", "whole",
    "parts_rule", "usual_min", "usual_max", "possible_min", "possible_max", "jump_limit",
]  # fmt: skip
_NAMES = ("heading", "name", "group")
_LONGEST_NAME = 2_000  # characters; a name is compared with all others, which takes long for long ones
_FIGURES = ("threshold", "usual_min", "usual_max", "possible_min", "possible_max", "jump_limit")


class CatalogueForm(IndicatorForm):
    """Creates or changes an indicator; refuses to overwrite a colleague's change, and asks about a similar name.

    `stood` is a digest of the indicator as the person saw it.
    """

    is_other = forms.BooleanField(label="Это другой показатель", required=False)
    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Indicator
        fields = FIELDS
        widgets = dict.fromkeys(_NAMES, forms.TextInput) | {
            name: forms.TextInput({"inputmode": "decimal"}) for name in _FIGURES
        }

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.standing = self._digest()
        self.fields["stood"].initial = self.standing
        self.others = list(municipality.indicators.exclude(pk=self.instance.pk))
        for name in _NAMES:
            self.fields[name].validators.append(MaxLengthValidator(_LONGEST_NAME))
        for name in ("weight", "whole"):
            self.fields[name].queryset = municipality.indicators.exclude(pk=self.instance.pk)
            self.fields[name].empty_label = "нет"
        for name in _FIGURES:
            self.fields[name].localize = True
            if (figure := getattr(self.instance, name)) is not None:
                self.initial[name] = Decimal(f"{figure.normalize():f}")
        self.fields["group"].widget.attrs["list"] = "groups"
        words = "как подскажет название" if self.instance.pk is None else "как подсказывает название"
        self.fields["asked_of"].choices = [("", words), *AskedOf.choices]
        self.helper = form_helper()
        self._lay_out(asks_about_likeness=False)

    def _digest(self) -> str:
        return digest_of([str(getattr(self.instance, Indicator._meta.get_field(name).attname)) for name in FIELDS])

    def _lay_out(self, *, asks_about_likeness: bool) -> None:
        """Lay out the fields that are needed now: the reason stands first if values will be read differently."""
        limits = [Column(name, css_class="col-sm-6 col-lg-4") for name in _FIGURES[1:]]
        names = ["heading", "name", *(["is_other"] if asks_about_likeness else [])]
        why = [name for name in ("reason", "seen") if name in self.fields]
        half = "col-md-6"
        self.helper.layout = Layout(
            *(why if self.other_readings or self.other_sums else why[1:]),
            "stood",
            Fieldset("Название", *names),
            Row(Column("unit", css_class="col-sm-4"), Column("direction", css_class="col-sm-4"), Column("group")),
            "asked_of",
            Fieldset(
                "Как получается значение района",
                Row(Column("rule", css_class=half), Column("weight", css_class=half)),
                "threshold",
            ),
            Fieldset(
                "Когда портал переспросит",
                HTML('<p class="muted">Значение за пределами портал сохранит, но переспросит.</p>'),
                Row(*limits),
            ),
            Fieldset("Части и целое", Row(Column("whole", css_class=half), Column("parts_rule", css_class=half))),
            Fieldset("В планах программ", "plan_words"),
        )

    @property
    def groups(self) -> list[str]:
        """The groups that the catalogue has already, offered as a list to choose from."""
        return list(dict.fromkeys(each.group for each in self.others if each.group))

    def clean(self):
        data = super().clean()
        if self.instance.pk and data.get("stood") != self.standing:
            self.add_error(
                None,
                "За это время показатель изменил другой человек. Откройте страницу заново и внесите своё поверх.",
            )
        key = natural_key(data.get("heading", "")), natural_key(data.get("name", ""))
        same = next((each for each in self.others if (each.heading_key, each.name_key) == key), None)
        if same:
            where = "в архиве: верните его оттуда" if same.is_archived else "в каталоге"
            self.add_error("name", f"Показатель «{same}» уже есть {where}.")
        elif key[1] and ("name" in self.changed_data or "heading" in self.changed_data):
            self._ask_about_likeness(data)
        return data

    def _ask_about_likeness(self, data: dict) -> None:
        title = ": ".join(filter(None, (data.get("heading"), data.get("name"))))
        if near := AlikeNames(self.others).near(title):
            self._lay_out(asks_about_likeness=True)
            if not data.get("is_other"):
                names = ", ".join(f"«{each}»" for each in near)
                self.add_error("name", f"Похоже на {names}. Если это другой показатель, отметьте это и сохраните.")

    def full_clean(self):
        super().full_clean()
        if self.other_readings or self.other_sums:
            self._lay_out(asks_about_likeness=False)

    def facts(self) -> dict:
        """The fields of a new indicator, for `IndicatorFacts`, besides its heading, name and unit."""
        return {name: self.cleaned_data[name] for name in FIELDS if name not in ("heading", "name", "unit")}
