"""Fields of a method's form: an indicator by its name in the catalogue, a figure, a threshold that signs share."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from django import forms

from indicators.identification.format import Figure, IndicatorName, MethodShape
from indicators.quantity import write_number
from portal.text import natural_key

_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")
_LETTER = re.compile(r"[ПпP]([0-9]{1,4})")
_BLANKS = str.maketrans({"−": "-", "\u00a0": "", "\u202f": "", " ": ""})
FAULTY = "0"  # stands for a figure that could not be read, so that the rest is still checked


@dataclass(frozen=True)
class Words:
    """What a form's fields understand: names of indicators, and shared thresholds by the letters of the form."""

    names: Mapping[str, IndicatorName]
    letters: Mapping[str, str]  # «П1»: «share»

    @classmethod
    def of(
        cls, catalogue: Iterable[IndicatorName], letters: Mapping[str, str], own: Iterable[IndicatorName]
    ) -> "Words":
        """The method's own spelling goes before the catalogue's."""
        names = {natural_key(str(name)): name for name in catalogue}
        return cls(names | {natural_key(str(name)): name for name in own}, letters)

    def shown(self, figure: Figure) -> str:
        """A figure as the form has it."""
        if figure.startswith("@"):
            return next(letter for letter, key in self.letters.items() if key == figure[1:])
        return write_number(Decimal(figure))


class IndicatorField(forms.CharField):
    widget = forms.TextInput({"class": "form-control", "list": "catalogue", "autocomplete": "off"})

    words: Words

    def clean(self, value) -> IndicatorName | None:
        text = super().clean(value)
        if not text:
            return None
        found = self.words.names.get(natural_key(text))
        if found is None:
            raise forms.ValidationError(f"Показателя «{text}» в каталоге нет. {self._advice(text)}")
        return found

    def _advice(self, text: str) -> str:
        names = self.words.names
        close = get_close_matches(natural_key(text), names, n=2, cutoff=0.5)
        if not close:
            return "Выберите из списка, который открывается при наборе."
        return f"Может быть, {' или '.join(f'«{names[key]}»' for key in close)}?"


class FigureField(forms.CharField):
    """A number, or the letter of a shared threshold: «30», «0,5», «П1»."""

    words: Words

    def __init__(self, *, otherwise: Figure | None = None, **kwargs):
        super().__init__(required=False, max_length=30, **kwargs)
        self.otherwise = otherwise
        self.widget.attrs |= {"class": "form-control", "autocomplete": "off"}

    def clean(self, value) -> Figure | None:
        text = super().clean(value).translate(_BLANKS).removesuffix("%")
        if not text:
            return self.otherwise
        if letter := _LETTER.fullmatch(text):
            shared = f"П{letter[1]}"
            if shared not in self.words.letters:
                raise forms.ValidationError(f"Общего порога {shared} нет: впишите число или добавьте порог внизу.")
            return "@" + self.words.letters[shared]
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError("Нужно число: «30» или «0,5»; общий порог пишут как «П1».")
        return text.replace(",", ".")


@dataclass
class Shared:
    """A shared threshold of the form."""

    key: str
    name: str
    form: "SharedForm" = field(repr=False)

    @property
    def letter(self) -> str:
        return f"П{self.key}"


class SharedForm(forms.Form):
    title = forms.CharField(
        label="Что это за порог", max_length=500, widget=forms.TextInput({"class": "form-control"}),
        error_messages={"required": "Напишите, что это за порог."},
    )  # fmt: skip
    value = FigureField(label="Значение")
    unit = forms.CharField(
        label="Единица", required=False, max_length=60, widget=forms.TextInput({"class": "form-control"})
    )

    def clean_value(self) -> Figure:
        value = self.cleaned_data["value"]
        if value is None:
            raise forms.ValidationError("Впишите число.")
        if value.startswith("@"):
            raise forms.ValidationError("Здесь нужно само число.")
        return value

    @property
    def parameter(self) -> dict:
        """What was not understood stands as a nought or a dash, so that the rest is still checked and shown."""
        data = self.cleaned_data
        return {"title": data.get("title") or "—", "value": data.get("value") or FAULTY, "unit": data.get("unit", "")}


def letters_of(method: MethodShape) -> dict[str, str]:
    return {f"П{place}": key for place, key in enumerate(method.parameters, start=1)}
