"""The form of a sign within the form of a method: from its fields to a sign, and back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from pydantic import ValidationError

from indicators.identification.measures.indicator import IndicatorMeasure
from indicators.identification.rules.sign.asked import BESIDE_MEAN, CHANGED
from indicators.identification.rules.sign.shape import SignShape
from indicators.identification.shared.found_kinds import MEASURES, kinds_in
from indicators.identification.shared.measure import MeasureKind, MeasureShape
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.rule_form import (
    FAULTY,
    FigureOrLetterField,
    FormWords,
    IndicatorField,
    RuleForm,
    sent_common,
)
from schools.directory.kinds import KINDS

_GAPS = [
    ("percent", "стольких % среднего по школам"), ("percent+", "стольких % среднего по всем участникам"),
    ("deviations", "среднего на столько стандартных отклонений (делитель n)"),
    ("sample_deviations", "среднего на столько выборочных отклонений (делитель n − 1)"),
]  # fmt: skip
COMPARISONS = [
    ("<", "меньше"), ("<=", "не больше"), (">", "больше"), (">=", "не меньше"), ("between", "от … до …"),
    ("lowest", "среди самых низких: столько школ"), ("lowest%", "среди самых низких: столько % школ"),
    ("highest", "среди самых высоких: столько школ"), ("highest%", "среди самых высоких: столько % школ"),
    ("below_mean", "ниже среднего по школам на"), ("below_mean+", "ниже среднего по всем участникам на"),
    ("above_mean", "выше среднего по школам на"), ("above_mean+", "выше среднего по всем участникам на"),
    *((f"{side}:{gap}", f"{words} {of}") for side, words in (("below_mean", "ниже"), ("above_mean", "выше"))
      for gap, of in _GAPS),
    ("fell", "снизилось за год на"), ("rose", "выросло за год на"), ("absent", "отсутствует"),
]  # fmt: skip
MISSING = [("unknown", "данных недостаточно"), ("drop", "признак не учитывается")]
_YEARS_AGO = ["в этом году", "год назад"] + [f"{n} {'года' if n < 5 else 'лет'} назад" for n in range(2, 10)]
_NO_MEASURE = IndicatorMeasure(kind="indicator", indicator=IndicatorName(name="…"))
_WITHOUT_THRESHOLD = ("absent", *CHANGED, *BESIDE_MEAN)  # with an empty threshold, any difference counts


def _measure_kinds() -> dict[str, MeasureKind]:
    """The kinds of measures by the lines of the list that offer them."""
    kinds = kinds_in(MEASURES).values()
    return {choice: kind for kind in kinds for choice, _ in kind.fields.choices}


class SignForm(RuleForm):
    """The fields of one sign; `rule()` makes the sign of them even if some are faulty."""

    other_field = "compare"

    name = forms.CharField(
        label="Название признака", required=False, max_length=500,
        help_text="Пусто — как показатель.",
    )  # fmt: skip
    measure = forms.ChoiceField(label="Что сравнивается")
    of = IndicatorField(label="Показатель", required=False)
    to = IndicatorField(label="Второй показатель: на который делят или который вычитают", required=False)
    index = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.TypedChoiceField(
        label="За какой год", coerce=int, choices=list(enumerate(_YEARS_AGO)), required=False, empty_value=0
    )
    years = forms.IntegerField(label="Среднее за столько лет", min_value=1, max_value=10, required=False)
    compare = forms.ChoiceField(label="Признак есть, если значение", choices=COMPARISONS)
    threshold = FigureOrLetterField(label="Порог")
    upper = FigureOrLetterField(label="До")
    missing = forms.ChoiceField(label="Если данных нет", choices=MISSING, required=False)
    fewest = FigureOrLetterField(label="Участников не меньше", otherwise="0")
    participants = IndicatorField(label="Показатель с числом участников", required=False)
    few = forms.ChoiceField(label="Если участников меньше", choices=MISSING, required=False)
    kinds = forms.MultipleChoiceField(
        label="Для каких школ (ничего не отмечено — для всех)", required=False, choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    for_each = forms.BooleanField(label="столько баллов — за каждую единицу значения", required=False)
    in_text = forms.BooleanField(label="брать число из конца текста: «Подтвердили – 67 %»", required=False)

    def add_fields(self) -> None:
        hidden = {"index": self.data.get(self.add_prefix("index"))}
        kinds = [kind for kind in kinds_in(MEASURES).values() if kind.fields.is_offered(hidden)]
        self.fields["measure"].choices = [choice for kind in kinds for choice in kind.fields.choices]

    @property
    def is_empty(self) -> bool:
        """Return whether the sign was just added, so that no measure is chosen yet."""
        return not (self["of"].data or self["index"].data)

    @property
    def says_more(self) -> bool:
        """Return whether the rarer fields hold something, or a fault, and so must not be folded away."""
        told = any(name in self.errors for name in ("kinds", "fewest", "few", "participants", "in_text"))
        return told or bool(self["participants"].data or self["in_text"].data)

    def clean(self):
        data = super().clean()
        asks = _asked_fields(data)
        if "to" not in asks:
            self.forget("to")
        if data.get("compare") != "between":
            self.forget("upper")
        for field, sentence in asks.items():
            if not data.get(field):
                self._ask(field, sentence)
        compare = data.get("compare", "")
        if data.get("threshold") is None and compare and compare.rstrip("+") not in _WITHOUT_THRESHOLD:
            self._ask("threshold", "Впишите порог.")
        if compare == "between" and data.get("upper") is None:
            self._ask("upper", "Впишите верхнюю границу.")
        return data

    def _ask(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def rule(self) -> SignShape:
        """The sign that the form describes; what could not be understood is told at its field and left as «…» or 0."""
        self.is_valid()
        data = self.cleaned_data
        compare = data.get("compare", ">=")
        measure = self._measure()
        values = {
            **self.common, "kind": "sign", "name": data.get("name") or measure.title, "measure": measure,
            **_fields_of_comparison(compare), "threshold": data.get("threshold") or FAULTY,
            "for_each": data.get("for_each", False),
            "upper": (data.get("upper") or FAULTY) if compare == "between" else None,
            "participants": data.get("participants"), "fewest": data.get("fewest") or "0",
            "kinds": data.get("kinds", ()), "in_text": data.get("in_text", False), "year": data.get("year") or 0,
            "years": data.get("years") or 1, "missing": data.get("missing") or "unknown",
            "few": data.get("few") or "unknown",
        }  # fmt: skip
        try:
            return SignShape.model_validate(values)
        except ValidationError as refusal:
            for fault in refusal.errors():
                self.tell(str(fault["loc"][-1]) if fault["loc"] else "compare", fault["msg"])
        values |= {"compare": ">=", "upper": None, "in_percent": False, "pooled": False, "gap": "units"}
        return SignShape.model_validate(values)

    def _measure(self) -> MeasureShape:
        """The measure that the form describes, or a placeholder («…») if it could not be understood."""
        data = self.cleaned_data
        kind = _measure_kinds().get(data.get("measure"))
        if kind is None or not all(data.get(field) for field in kind.fields.asks):
            return _NO_MEASURE
        try:
            return kind.fields.measure(data["measure"], data)
        except forms.ValidationError as refusal:
            self.add_error("measure", refusal)
            return _NO_MEASURE


def _asked_fields(data: Mapping[str, Any]) -> Mapping[str, str]:
    kind = _measure_kinds().get(data.get("measure"))
    return kind.fields.asks if kind else {}


def _fields_of_comparison(choice: str) -> dict[str, Any]:
    """The fields of a sign that a line of the list of comparisons stands for: «below_mean:percent+»."""
    compare, _, gap = choice.rstrip("%+").partition(":")
    return {
        "compare": compare, "gap": gap or "units", "in_percent": choice.endswith("%"), "pooled": choice.endswith("+")
    }  # fmt: skip


def no_sign() -> SignShape:
    """A placeholder («…») for a sign that isn't there yet."""
    return SignShape(kind="sign", name="…", measure=_NO_MEASURE, compare="absent")


def sent_sign(sign: SignShape, words: FormWords) -> dict[str, str | list[str]]:
    """The contents of the form's fields that describe this sign.

    A name that is just the measure's title is left empty, so that it follows the measure.
    """
    side = "%" if sign.in_percent else ""
    if sign.pooled:
        side = "+"
    gap = "" if sign.gap == "units" else f":{sign.gap}"
    values = {
        "name": "" if sign.name == sign.measure.title else sign.name,
        "year": str(sign.year), "years": str(sign.years),
        "compare": sign.compare + gap + side, "threshold": words.shown(sign.threshold), "missing": sign.missing,
        "few": sign.few, "fewest": words.shown(sign.fewest), "kinds": list(sign.kinds),
        "participants": str(sign.participants or ""), **sent_common(sign, words),
        **kinds_in(MEASURES)[sign.measure.kind].fields.sent(sign.measure),
    }  # fmt: skip
    if sign.upper is not None:
        values["upper"] = words.shown(sign.upper)
    values |= {name: "on" for name in ("in_text", "for_each") if getattr(sign, name)}
    return values
