"""The parts of a method's form that all rules share: fields for indicators and figures, and kinds of groups."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, ClassVar

from django import forms

from indicators.identification.shared.found_kinds import name_of_kind
from indicators.identification.shared.method_parts import IndicatorName, NumberOf
from indicators.identification.shared.rule import GroupShape, RuleShape
from indicators.quantity import write_number
from portal.text.keys import natural_key

_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")
_LETTER = re.compile(r"[ПпP]([0-9]{1,4})")
_BLANKS = str.maketrans({"−": "-", "\u00a0": "", "\u202f": "", " ": ""})
FAULTY = "0"  # takes the place of a figure that could not be read, so that the rest is still checked


@dataclass(frozen=True)
class FormWords:
    """What a form's fields understand: names of indicators, and letters of shared thresholds."""

    names: Mapping[str, IndicatorName]
    letters: Mapping[str, str]  # the parameter's key by its letter in the form: «П1» is «share»

    @classmethod
    def of(
        cls, catalogue: Iterable[IndicatorName], letters: Mapping[str, str], own: Iterable[IndicatorName]
    ) -> "FormWords":
        """The words of a form; the method's own spelling of an indicator overrides the catalogue's."""
        names = {natural_key(str(name)): name for name in catalogue}
        return cls(names | {natural_key(str(name)): name for name in own}, letters)

    def shown(self, figure: str) -> str:
        """A figure of the method as the form writes it: «0,5», or the letter of its parameter."""
        if figure.startswith("@"):
            return next(letter for letter, key in self.letters.items() if key == figure[1:])
        return write_number(Decimal(figure))


class IndicatorField(forms.CharField):
    """A field for the name of an indicator of the catalogue; an unknown name is refused, with the nearest ones."""

    widget = forms.TextInput({"list": "catalogue", "autocomplete": "off"})

    words: FormWords

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


class FigureOrLetterField(forms.CharField):
    """A field for a number or the letter of a shared threshold: «30», «0,5», «П1».

    Its value is a figure of the method («0.5», «@share»), or `otherwise` if the field is empty.
    """

    words: FormWords

    def __init__(self, *, otherwise: str | None = None, **kwargs):
        super().__init__(required=False, max_length=30, **kwargs)
        self.otherwise = otherwise
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value) -> str | None:
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


class RuleForm(forms.Form):
    """The base of a form for one rule; faults are told at the field that they are about."""

    other_field = ""  # the field at which a fault is told if the form doesn't have its own

    weight = FigureOrLetterField(label="Баллов за него", otherwise="1")
    obligatory = forms.BooleanField(label="обязательно", required=False)

    def __init__(self, *args, words: FormWords, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_fields()
        for field in self.fields.values():
            field.words = words

    def add_fields(self) -> None:
        """Add fields and choices for the kinds that exist; forms of rules override it."""

    @property
    def common(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"weight": data.get("weight") or "1", "obligatory": data.get("obligatory", False)}

    def forget(self, *fields: str) -> None:
        """Drop the contents and faults of fields that the present choice does not use."""
        for field in fields:
            self._errors.pop(field, None)
            self.cleaned_data.pop(field, None)

    def tell(self, field: str, sentence: str) -> None:
        field = field if field in self.fields else self.other_field
        if sentence not in self.errors.get(field, []):
            self.add_error(field, sentence)

    def tell_faults(self, rule: RuleShape, number_of: NumberOf) -> None:
        if not self.errors:
            for field, sentence in rule.faults(number_of):
                self.tell(field, sentence)


def sent_common(rule: RuleShape, words: FormWords) -> dict[str, str]:
    return {"weight": words.shown(rule.weight)} | ({"obligatory": "on"} if rule.obligatory else {})


class GroupFields:
    """How the form of a method offers a kind of group: its lines in the list of groups, and the fields it needs.

    Every group has a field for a figure, `number`; `own_fields` are for this kind alone. A checkbox stands among the
    rarer fields, any other field beside the number, with `width` as its class.
    """

    choices: ClassVar[Sequence[tuple[str, str]]]
    asks: ClassVar[Mapping[str, str]] = {}  # the needed fields, each with the sentence if it is empty
    asks_one_rule: ClassVar[str] = ""  # the sentence if more than one rule is within it
    width: ClassVar[str] = "col-8 col-md-3"

    @staticmethod
    def own_fields() -> dict[str, forms.Field]:
        return {}

    @staticmethod
    def rule(
        choice: str, number: str, data: Mapping[str, Any], common: dict[str, Any], of: list[RuleShape]
    ) -> GroupShape:
        """The rule that the form's data describe; `data` may lack what could not be understood."""
        raise NotImplementedError

    @staticmethod
    def sent(rule: GroupShape, words: FormWords) -> dict[str, str]:
        """The contents of the form's fields that describe this rule, besides those that all rules have.

        `kind` need not be among them if the kind has only one line in the list.
        """
        return {}


@dataclass(frozen=True)
class RuleKind:
    """A kind of rule; `fields` is None for signs, which have a form of their own, `place` orders kinds in the form."""

    shape: type[RuleShape]
    fields: type[GroupFields] | None
    place: int

    @property
    def name(self) -> str:
        return name_of_kind(self.shape)
