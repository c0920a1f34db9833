"""A sign and a group of a method's form: fields to a rule, and a rule to fields."""

import json

from django import forms
from pydantic import ValidationError

from indicators.forms.method_fields import FAULTY, FigureField, IndicatorField, Words
from indicators.identification import format as shapes
from schools.school_kind import KINDS

COMPARISONS = [
    ("<", "меньше"), ("<=", "не больше"), (">", "больше"), (">=", "не меньше"), ("between", "от … до …"),
    ("lowest", "среди самых низких: столько школ"), ("lowest%", "среди самых низких: столько % школ"),
    ("highest", "среди самых высоких: столько школ"), ("highest%", "среди самых высоких: столько % школ"),
    ("below_mean", "ниже среднего по школам на"), ("below_mean+", "ниже среднего по всем участникам на"),
    ("above_mean", "выше среднего по школам на"), ("above_mean+", "выше среднего по всем участникам на"),
    ("fell", "снизилось за год на"), ("rose", "выросло за год на"), ("absent", "отсутствует"),
]  # fmt: skip
MEASURES = [
    ("indicator", "показатель"),
    ("ratio", "отношение двух показателей, в %"),
    ("ratio_number", "отношение двух показателей, число"),
]
INDEX = ("index", "взвешенный индекс")
GROUPS = [
    ("at_least", "не менее скольких из"), ("all", "каждое из"), ("any", "хотя бы одно из"), ("none", "ни одно из"),
    ("points", "в сумме баллов не меньше"), ("points%", "в сумме не меньше стольких % наибольшей суммы"),
    ("years", "не менее чем в скольких из последних лет"),
]  # fmt: skip
MISSING = [("unknown", "данных недостаточно"), ("drop", "признак не учитывается")]
_YEARS_AGO = ["в этом году", "год назад"] + [f"{n} {'года' if n < 5 else 'лет'} назад" for n in range(2, 10)]
_NO_MEASURE = shapes.IndicatorMeasure(kind="indicator", indicator=shapes.IndicatorName(name="…"))
_FIELDS = {"m": "number", "k": "number"}
_WITHOUT_THRESHOLD = ("absent", *shapes.CHANGED, *shapes.BESIDE_MEAN)  # nothing written means: at all


class RuleForm(forms.Form):
    """`rule` is what was sent, as far as it was understood; what was not is told at its field."""

    weight = FigureField(label="Баллов за него", otherwise="1")
    obligatory = forms.BooleanField(label="обязательно", required=False)

    def __init__(self, *args, words: Words, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.words = words
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
            elif isinstance(field.widget, forms.NumberInput):
                field.widget.attrs["class"] = "form-control"

    @property
    def _common(self) -> dict:
        data = self.cleaned_data
        return {"weight": data.get("weight") or "1", "obligatory": data.get("obligatory", False)}

    def forget(self, *fields: str) -> None:
        """What another choice would need says nothing here, whatever stands in it."""
        for field in fields:
            self._errors.pop(field, None)
            self.cleaned_data.pop(field, None)

    def tell(self, field: str, sentence: str) -> None:
        field = _FIELDS.get(field, field)
        if field not in self.fields:
            field = "number" if "number" in self.fields else "compare"
        if sentence not in self.errors.get(field, []):
            self.add_error(field, sentence)

    def tell_faults(self, rule: shapes.Rule, method: shapes.MethodShape) -> None:
        if not self.errors:
            for field, sentence in shapes.faults(rule, method.figure):
                self.tell(field, sentence)


class SignForm(RuleForm):
    name = forms.CharField(
        label="Название признака", required=False, max_length=500, widget=forms.TextInput({"class": "form-control"}),
        help_text="Пусто — как показатель.",
    )  # fmt: skip
    measure = forms.ChoiceField(label="Что сравнивается", choices=MEASURES)
    of = IndicatorField(label="Показатель", required=False)
    to = IndicatorField(label="Делится на показатель (только у отношения)", required=False)
    index = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.TypedChoiceField(
        label="За какой год", coerce=int, choices=list(enumerate(_YEARS_AGO)), required=False, empty_value=0
    )
    years = forms.IntegerField(label="Среднее за столько лет", min_value=1, max_value=10, required=False)
    compare = forms.ChoiceField(label="Признак есть, если значение", choices=COMPARISONS)
    threshold = FigureField(label="Порог")
    upper = FigureField(label="До")
    missing = forms.ChoiceField(label="Если данных нет", choices=MISSING, required=False)
    fewest = FigureField(label="Участников не меньше", otherwise="0")
    participants = IndicatorField(label="Показатель с числом участников", required=False)
    few = forms.ChoiceField(label="Если участников меньше", choices=MISSING, required=False)
    kinds = forms.MultipleChoiceField(
        label="Для каких школ (ничего не отмечено — для всех)", required=False, choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    in_text = forms.BooleanField(label="брать число из конца текста: «Подтвердили – 67 %»", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("index")):
            self.fields["measure"].choices = [*MEASURES, INDEX]

    @property
    def is_empty(self) -> bool:
        """Just added: nothing is chosen yet."""
        return not (self["of"].data or self["index"].data)

    @property
    def says_more(self) -> bool:
        """Whether there is something to see among the rarer fields."""
        told = any(name in self.errors for name in ("kinds", "fewest", "few", "participants", "in_text"))
        return told or bool(self["participants"].data or self["in_text"].data)

    def clean(self):
        data = super().clean()
        if data.get("measure") not in ("ratio", "ratio_number"):
            self.forget("to")
        if data.get("compare") != "between":
            self.forget("upper")
        if data.get("measure") in ("indicator", "ratio", "ratio_number") and not data.get("of"):
            self._ask("of", "Выберите показатель.")
        if data.get("measure") in ("ratio", "ratio_number") and not data.get("to"):
            self._ask("to", "Выберите показатель, на который делить.")
        compare = data.get("compare", "")
        if data.get("threshold") is None and compare and compare.rstrip("+") not in _WITHOUT_THRESHOLD:
            self._ask("threshold", "Впишите порог.")
        if compare == "between" and data.get("upper") is None:
            self._ask("upper", "Впишите верхнюю границу.")
        return data

    def _ask(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def rule(self) -> shapes.Sign:
        """A sign that could not be understood says «…»."""
        self.is_valid()
        data = self.cleaned_data
        compare = data.get("compare", ">=")
        measure = self._measure()
        values = {
            **self._common, "kind": "sign", "name": data.get("name") or name_of(measure), "measure": measure,
            "compare": compare.rstrip("%+"), "threshold": data.get("threshold") or FAULTY,
            "in_percent": compare.endswith("%"), "pooled": compare.endswith("+"),
            "upper": (data.get("upper") or FAULTY) if compare == "between" else None,
            "participants": data.get("participants"), "fewest": data.get("fewest") or "0",
            "kinds": data.get("kinds", ()), "in_text": data.get("in_text", False), "year": data.get("year") or 0,
            "years": data.get("years") or 1, "missing": data.get("missing") or "unknown",
            "few": data.get("few") or "unknown",
        }  # fmt: skip
        try:
            return shapes.Sign.model_validate(values)
        except ValidationError as refusal:
            for fault in refusal.errors():
                self.tell(str(fault["loc"][-1]) if fault["loc"] else "compare", fault["msg"])
        values |= {"compare": ">=", "upper": None, "in_percent": False, "pooled": False}
        return shapes.Sign.model_validate(values)

    def _measure(self) -> shapes.IndicatorMeasure | shapes.RatioMeasure | shapes.IndexMeasure:
        data = self.cleaned_data
        if data.get("measure") == "index":
            try:
                return shapes.IndexMeasure.model_validate_json(data["index"])
            except ValidationError:
                self.add_error("measure", "Индекс не прочитан: начните изменение метода заново.")
                return _NO_MEASURE
        if not data.get("of"):
            return _NO_MEASURE
        if data.get("measure") == "indicator":
            return shapes.IndicatorMeasure(kind="indicator", indicator=data["of"])
        to, in_percent = data.get("to"), data.get("measure") == "ratio"
        return shapes.RatioMeasure(kind="ratio", of=data["of"], to=to, in_percent=in_percent) if to else _NO_MEASURE


class GroupForm(RuleForm):
    kind = forms.ChoiceField(label="Решает", choices=GROUPS)
    number = FigureField(label="Сколько")
    of_last = forms.IntegerField(label="Из последних лет", min_value=1, max_value=10, required=False)
    shrinks = forms.BooleanField(label="если применимых меньше — все применимые", required=False)

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if kind != "years":
            self.forget("of_last")
        if kind in ("all", "any", "none"):
            self.forget("number")
        if kind in ("at_least", "points", "points%", "years") and "number" in data and data["number"] is None:
            self.add_error("number", "Впишите сколько.")
        if kind == "years" and "of_last" in data and data["of_last"] is None:
            self.add_error("of_last", "Впишите, из скольких лет.")
        return data

    def rule(self, of: list[shapes.Rule]) -> shapes.Rule:
        """What is asked of the rules within; without any, of «…»."""
        self.is_valid()
        if not of:
            self.add_error(None, "В группе пусто: добавьте признак.")
        elif len(of) > 1 and self.cleaned_data.get("kind") == "years":
            self.add_error(None, "Годы считают по одному правилу: соберите эти признаки в группу внутри этой.")
        of = of or [nothing()]
        kind, number = self.cleaned_data.get("kind", "all"), self.cleaned_data.get("number") or "1"
        common = {**self._common, "of": of}
        match kind:
            case "at_least":
                shrinks = self.cleaned_data.get("shrinks", False)
                return shapes.AtLeast(**common, kind=kind, m=number, shrinks=shrinks)
            case "points" | "points%":
                return shapes.Points(**common, kind="points", threshold=number, in_percent=kind == "points%")
            case "years":
                last = self.cleaned_data.get("of_last") or 1
                return shapes.Years(**self._common, kind=kind, k=number, of_last=last, rule=of[0])
        return {"all": shapes.All, "any": shapes.AnyOf, "none": shapes.NoneOf}[kind](**common, kind=kind)


def nothing() -> shapes.Sign:
    """Stands for a sign that isn't there yet."""
    return shapes.Sign(kind="sign", name="…", measure=_NO_MEASURE, compare="absent")


def name_of(measure: shapes.Measure) -> str:
    if isinstance(measure, shapes.IndicatorMeasure):
        return str(measure.indicator)
    if isinstance(measure, shapes.RatioMeasure):
        return f"{measure.of} к «{measure.to}»"
    return measure.name


def sent_sign(sign: shapes.Sign, words: Words) -> dict[str, str | list[str]]:
    """The fields of a form that would send this sign; a name that is its indicator's stays unwritten, to follow it."""
    measure = sign.measure
    side = "%" if sign.in_percent else "+" if sign.pooled else ""
    values = {
        "name": "" if sign.name == name_of(measure) else sign.name, "measure": measure.kind,
        "year": str(sign.year), "years": str(sign.years),
        "compare": sign.compare + side, "threshold": words.shown(sign.threshold), "missing": sign.missing,
        "few": sign.few, "fewest": words.shown(sign.fewest), "kinds": list(sign.kinds),
        "participants": str(sign.participants or ""), **_sent_common(sign, words),
    }  # fmt: skip
    if isinstance(measure, shapes.IndicatorMeasure):
        values["of"] = str(measure.indicator)
    elif isinstance(measure, shapes.RatioMeasure):
        values |= {"of": str(measure.of), "to": str(measure.to)}
        values["measure"] = "ratio" if measure.in_percent else "ratio_number"
    else:
        values["index"] = json.dumps(measure.as_json() | {"kind": "index"}, ensure_ascii=False)
    if sign.upper is not None:
        values["upper"] = words.shown(sign.upper)
    if sign.in_text:
        values["in_text"] = "on"
    return values


def sent_group(rule: shapes.Rule, words: Words) -> dict[str, str]:
    values = {"kind": rule.kind, **_sent_common(rule, words)}
    match rule:
        case shapes.AtLeast():
            values |= {"number": words.shown(rule.m)} | ({"shrinks": "on"} if rule.shrinks else {})
        case shapes.Points():
            values |= {"number": words.shown(rule.threshold), "kind": "points%" if rule.in_percent else "points"}
        case shapes.Years():
            values |= {"number": words.shown(rule.k), "of_last": str(rule.of_last)}
    return values


def _sent_common(rule: shapes.Rule, words: Words) -> dict[str, str]:
    return {"weight": words.shown(rule.weight)} | ({"obligatory": "on"} if rule.obligatory else {})
