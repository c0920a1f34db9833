"""A method of evaluation as a form that reads as sentences, without scripts."""

import re

from django import forms
from pydantic import ValidationError

from roadmap.evaluation.format import MethodShape, Product, Ratio, Weighted
from roadmap.evaluation.scale import FaultyScale, check_scale

KINDS = {
    "achievement": "степень достижения показателей",
    "reached": "доля достигнутых показателей",
    "activities": "доля выполненных мероприятий",
    "money": "расходы: факт к плану",
}
_LETTERS = {"achievement": "P", "reached": "N", "activities": "M", "money": "F"}
_WHOLES = [
    ("", "итога нет, составляющие оцениваются порознь"),
    ("mean", "среднее арифметическое составляющих"),
    ("weighted", "сумма составляющих с весами (вес — у каждой составляющей)"),
    ("ratio", "первая, делённая на вторую"),
    ("product", "первая, умноженная на вторую и на коэффициент k"),
]
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
CLASSES, STEPS = 6, 6


class FigureField(forms.CharField):
    """«90», «0,95», «90 %»; gives a decimal string with a point, None where it is empty."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 20, "widget": _text("figure-field")} | kwargs)

    def clean(self, value):
        text = re.sub(r"[\s%]", "", super().clean(value)).replace(",", ".")
        if text and not _NUMBER.fullmatch(text):
            raise forms.ValidationError("Нужно число не меньше нуля, например «90» или «0,95».")
        return text or None

    def prepare_value(self, value):
        return (value or "").replace(".", ",")


def _text(css: str = "") -> forms.TextInput:
    return forms.TextInput({"class": f"form-control form-control-sm {css}".strip()})


def _select(choices, **kwargs) -> forms.ChoiceField:
    widget = forms.Select({"class": "form-select form-select-sm"})
    return forms.ChoiceField(choices=choices, required=False, widget=widget, **kwargs)


def _check(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, widget=forms.CheckboxInput({"class": "form-check-input"}))


class BandsForm(forms.Form):
    """A class of the scale: its name and the limits of one or two figures."""

    name = forms.CharField(label="Класс", required=False, max_length=500, widget=_text())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in (1, 2):
            self.fields[f"low_open_{number}"] = _select([("", "не менее"), ("1", "более")], label="Начало")
            self.fields[f"low_{number}"] = FigureField(label="От")
            self.fields[f"high_open_{number}"] = _select([("1", "менее"), ("", "не более")], label="Конец", initial="1")
            self.fields[f"high_{number}"] = FigureField(label="До")

    def bands(self, figures: list[str]) -> list[dict]:
        data, found = self.cleaned_data, []
        for number, figure in enumerate(figures, 1):
            low, high = data[f"low_{number}"], data[f"high_{number}"]
            if figure and (low is not None or high is not None):
                found.append({"figure": figure, "low": low, "low_open": bool(data[f"low_open_{number}"]),
                              "high": high, "high_open": bool(data[f"high_open_{number}"])})  # fmt: skip
        return found


class StepForm(forms.Form):
    upto = FigureField(label="Разница не больше")
    factor = FigureField(label="k")
    remark = forms.CharField(label="Что тогда сказать", required=False, max_length=200, widget=_text("wide-field"))


BandsFormSet = forms.formset_factory(BandsForm, extra=0, min_num=CLASSES, max_num=CLASSES)
StepFormSet = forms.formset_factory(StepForm, extra=0, min_num=STEPS, max_num=STEPS)


class EvaluationMethodForm(forms.Form):
    """Everything of a method but its name; `shape` is what was made of it."""

    order = forms.CharField(
        label="Каким документом установлен", required=False, max_length=500, widget=_text("wide-field")
    )
    note = forms.CharField(
        label="Примечание", required=False, max_length=2_000,
        widget=forms.Textarea({"rows": 2, "class": "form-control form-control-sm"}),
    )  # fmt: skip
    turns = _select([("1", "план / факт"), ("", "факт / план")], label="Где меньше — лучше, степень достижения —")
    cap = FigureField(label="Степень достижения одного показателя не больше, %")
    reached_at = FigureField(label="Показатель считается достигнутым при, % плана")
    not_worse = _check("и если он не хуже, чем год назад")
    weighted = _select([("", "без весов"), ("1", "с весами показателей")], label="Средняя")
    on_time = _select([("", "за год"), ("1", "в срок")], label="Выполненных")
    money_cap = FigureField(label="Не больше, %")
    whole = _select(_WHOLES, label="Итог — это")
    whole_key = forms.CharField(label="Обозначение итога", required=False, max_length=8, widget=_text("key-field"))
    first = _select(list(KINDS.items()), label="Первая")
    second = _select(list(KINDS.items()), label="Вторая")
    in_shares = _select([("", "в процентах"), ("1", "в долях единицы")], label="Итог и границы классов —")
    without_money = _select(
        [("leave_out", "расходы в оценку не входят"), ("unknown", "оценка не определяется")],
        label="Если финансирование не предусмотрено,",
    )
    judged_1 = _select([], label="Первая величина")
    judged_2 = _select([], label="Вторая величина")

    def __init__(self, data=None, *, shape: MethodShape, **kwargs):
        super().__init__(data, initial=_initial(shape), **kwargs)
        self.base, self.shape, self.scale_fault = shape, None, ""
        for kind, words in KINDS.items():
            self.fields[f"use_{kind}"] = _check(words)
            self.fields[f"key_{kind}"] = forms.CharField(
                label=f"Обозначение: {words}", required=False, max_length=8, widget=_text("key-field")
            )  # fmt: skip
            self.fields[f"weight_{kind}"] = FigureField(label=f"Вес: {words}")
        judged = [*KINDS.items(), ("whole", "итог")]
        self.fields["judged_1"].choices = judged
        self.fields["judged_2"].choices = [("", "— нет, судят по одной —"), *judged]
        self.classes = BandsFormSet(data, prefix="classes", initial=_classes(shape))
        self.steps = StepFormSet(data, prefix="steps", initial=_steps(shape))
        for form in (self, *self.classes, *self.steps):
            for name, field in form.fields.items():
                field.widget.attrs.setdefault("aria-label", field.label or name)

    def clean(self) -> dict:
        """The whole and the scale may only speak of what the method has."""
        data = super().clean()
        used = {kind for kind in KINDS if data.get(f"use_{kind}")} | ({"whole"} if data.get("whole") else set())
        has_classes = any(form["name"].value() for form in self.classes)
        asked = ["judged_1", "judged_2"] if has_classes else []
        asked += ["first", "second"] if data.get("whole") in ("ratio", "product") else []
        for name in asked:
            if data.get(name) and data[name] not in used:
                self.add_error(name, "Такой составляющей в методе нет: отметьте её выше или выберите другую.")
        return data

    @property
    def components(self) -> list[dict]:
        options = {"achievement": ["weighted"], "activities": ["on_time"], "money": ["money_cap"]}
        return [
            {"use": self[f"use_{kind}"], "key": self[f"key_{kind}"], "weight": self[f"weight_{kind}"],
             "options": [self[name] for name in options.get(kind, [])]}
            for kind in KINDS
        ]  # fmt: skip

    def is_valid(self) -> bool:
        valid = super().is_valid() & self.classes.is_valid() & self.steps.is_valid()
        return valid and self._make_shape()

    def _make_shape(self) -> bool:
        """Errors stand where they belong: of the scale beside it, else above the form."""
        try:
            self.shape = MethodShape.model_validate(self._body())
            check_scale(self.shape)
        except ValidationError as refusal:
            for error in refusal.errors():
                self.add_error(None, _in_words(error))
        except FaultyScale as refusal:
            self.scale_fault = str(refusal)
            self.add_error(None, f"Шкала не принята. {refusal}")
        return not self.errors

    def _body(self) -> dict:
        data = self.cleaned_data
        kinds = dict.fromkeys([*(component.kind for component in self.base.components), *KINDS])
        keys = {kind: data[f"key_{kind}"].strip() or _LETTERS[kind] for kind in kinds if data[f"use_{kind}"]}
        named = keys | {"whole": data["whole_key"].strip() or "E", "": ""}
        figures = [named.get(data[f"judged_{number}"], "?") for number in (1, 2)]
        classes = [
            {"name": form.cleaned_data["name"].strip(), "bands": form.bands(figures)}
            for form in self.classes if form.cleaned_data.get("name", "").strip()
        ]  # fmt: skip
        return self.base.model_dump() | {
            "order": data["order"].strip(),
            "note": data["note"].strip(),
            "indicators": {"turns": bool(data["turns"]), "cap": data["cap"], "reached_at": data["reached_at"],
                           "not_worse": data["not_worse"]},
            "components": [self._component(kind, key) for kind, key in keys.items()],
            "whole": self._whole(keys, named["whole"]),
            "classes": classes,
            "in_shares": bool(data["in_shares"]),
            "without_money": data["without_money"] or "leave_out",
        }  # fmt: skip

    def _component(self, kind: str, key: str) -> dict:
        data = self.cleaned_data
        options = {
            "achievement": {"weighted": bool(data["weighted"])},
            "activities": {"on_time": bool(data["on_time"])},
            "money": {"cap": data["money_cap"]},
        }
        return {"kind": kind, "key": key} | options.get(kind, {})

    def _whole(self, keys: dict[str, str], key: str) -> dict | None:
        data, kind = self.cleaned_data, self.cleaned_data["whole"]
        if not kind:
            return None
        first, second = (keys.get(data[name], KINDS.get(data[name], "?")) for name in ("first", "second"))
        parts = {
            "mean": {},
            "weighted": {"weights": {each: data[f"weight_{of}"] or "0" for of, each in keys.items()}},
            "ratio": {"of": first, "to": second},
            "product": {"of": (first, second), "steps": self._steps()},
        }
        return {"kind": kind, "key": key} | parts[kind]

    def _steps(self) -> list[dict]:
        typed = [form.cleaned_data for form in self.steps]
        return [{name: each[name] for name in ("upto", "factor", "remark")} for each in typed if each.get("factor")]


def _initial(shape: MethodShape) -> dict:
    kinds = {component.key: component.kind for component in shape.components}
    by_kind = {component.kind: component for component in shape.components}
    initial = {
        "order": shape.order, "note": shape.note, "turns": "1" if shape.indicators.turns else "",
        "cap": shape.indicators.cap, "reached_at": shape.indicators.reached_at, "not_worse": shape.indicators.not_worse,
        "in_shares": "1" if shape.in_shares else "", "without_money": shape.without_money,
        "weighted": "1" if shape.asks_weights else "",
        "on_time": "1" if getattr(by_kind.get("activities"), "on_time", False) else "",
        "money_cap": getattr(by_kind.get("money"), "cap", None),
        "whole": shape.whole.kind if shape.whole else "", "whole_key": shape.whole.key if shape.whole else "",
    }  # fmt: skip
    for key, kind in kinds.items():
        initial |= {f"use_{kind}": True, f"key_{kind}": key}
        if isinstance(shape.whole, Weighted):
            initial[f"weight_{kind}"] = shape.whole.weights[key]
    if isinstance(shape.whole, Ratio | Product):
        pair = shape.whole.of if isinstance(shape.whole, Product) else (shape.whole.of, shape.whole.to)
        initial |= {"first": kinds[pair[0]], "second": kinds[pair[1]]}
    for number, key in enumerate(shape.judged[:2], 1):
        initial[f"judged_{number}"] = kinds.get(key, "whole")
    return {"judged_1": "whole" if shape.whole else "achievement", "second": "money"} | initial


def _classes(shape: MethodShape) -> list[dict]:
    rows = []
    for each in shape.classes:
        row = {"name": each.name, "high_open_1": "1", "high_open_2": "1"}
        for band in each.bands:
            number = shape.judged.index(band.figure) + 1
            row |= {f"low_{number}": band.low, f"high_{number}": band.high,
                    f"low_open_{number}": "1" if band.low_open else "",
                    f"high_open_{number}": "1" if band.high_open else ""}  # fmt: skip
        rows.append(row)
    return rows


def _steps(shape: MethodShape) -> list[dict]:
    return [step.model_dump() for step in shape.whole.steps] if isinstance(shape.whole, Product) else []


_MESSAGES = {
    "too_short": "Отметьте хотя бы одну составляющую.",
    "string_pattern_mismatch": "Обозначение — буквы и цифры без пробелов, не больше восьми, например «P» или «Cel».",
}


def _in_words(error: dict) -> str:
    """Our own refusals are Russian already; pydantic's few that a form can cause are said anew."""
    if error["type"] in _MESSAGES:
        return _MESSAGES[error["type"]]
    return error["msg"]
