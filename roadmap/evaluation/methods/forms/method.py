"""The form of a method of evaluation, which reads as sentences and works without scripts."""

from django import forms
from pydantic import ValidationError

from roadmap.evaluation.component import MethodComponent
from roadmap.evaluation.components import component_kinds
from roadmap.evaluation.methods.effect_scale import FaultyScale, check_scale
from roadmap.evaluation.methods.forms.fields import (
    MethodFigureField,
    check,
    option_field,
    option_in_form,
    select,
    text_input,
)
from roadmap.evaluation.methods.forms.repeated import (
    VERDICTS,
    ClassBandsFormSet,
    FactorStepFormSet,
    OwnLimitsFormSet,
    initial_classes,
    initial_limits,
    initial_steps,
)
from roadmap.evaluation.methods.forms.verdicts import VerdictPart, classes_of
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.whole import WholeControls
from roadmap.evaluation.wholes import whole_kinds


class EvaluationMethodForm(forms.Form):
    """Everything of a method but its name; a valid form has the new method in `shape`."""

    order = forms.CharField(
        label="Каким документом установлен", required=False, max_length=500, widget=text_input("wide-field")
    )
    note = forms.CharField(
        label="Примечание", required=False, max_length=2_000,
        widget=forms.Textarea({"rows": 2, "class": "form-control-sm"}),
    )  # fmt: skip
    turns = select([("1", "план / факт"), ("", "факт / план")], label="Где меньше — лучше, степень достижения —")
    cap = MethodFigureField(label="Степень достижения одного показателя не больше, %")
    reached_at = MethodFigureField(label="Показатель считается достигнутым при, % плана")
    not_worse = check("и если он не хуже, чем год назад")
    whole = select([], label="Итог — это")
    whole_key = forms.CharField(label="Обозначение итога", required=False, max_length=8, widget=text_input("key-field"))
    first = select([], label="Первая")
    second = select([], label="Вторая")
    in_shares = select([("", "в процентах"), ("1", "в долях единицы")], label="Итог и границы классов —")
    without_money = select(
        [("leave_out", "расходы в оценку не входят"), ("unknown", "оценка не определяется")],
        label="Если финансирование не предусмотрено,",
    )
    judged_1 = select([], label="Первая величина")
    judged_2 = select([], label="Вторая величина")

    def __init__(self, data=None, *, shape: EvaluationMethodShape, **kwargs):
        super().__init__(data, initial=_read_initial(shape), **kwargs)
        self.base, self.shape, self.scale_fault = shape, None, ""
        self.kinds, self.wholes = component_kinds(), whole_kinds()
        for kind, component in self.kinds.items():
            self._add_component(kind, component)
        titles = [(kind, component.title) for kind, component in self.kinds.items()]
        wholes = [(kind, whole.title) for kind, whole in self.wholes.items()]
        self.fields["whole"].choices = [("", "итога нет, составляющие оцениваются порознь"), *wholes]
        for name in ("first", "second"):
            self.fields[name].choices = titles
        self.fields["judged_1"].choices = [*titles, ("whole", "итог")]
        self.fields["judged_2"].choices = [("", "— нет, судят по одной —"), *titles, ("whole", "итог")]
        self.classes = ClassBandsFormSet(data, prefix="classes", initial=initial_classes(shape.classes, shape.judged))
        self.steps = FactorStepFormSet(data, prefix="steps", initial=initial_steps(shape))
        self.sends_limits = data is not None and "limits-TOTAL_FORMS" in data
        self.limits = OwnLimitsFormSet(
            data if self.sends_limits else None, prefix="limits", initial=initial_limits(shape)
        )
        scales = [*shape.verdicts, *[None] * VERDICTS][: max(VERDICTS, len(shape.verdicts))]
        self.verdicts = [VerdictPart(data, f"verdict{place}", shape, scale, titles)
                         for place, scale in enumerate(scales, 1)]  # fmt: skip
        for form in self.inner:
            for name, field in form.fields.items():
                field.widget.attrs.setdefault("aria-label", field.label or name)

    @property
    def inner(self) -> list[forms.BaseForm]:
        """Return this form and every form within it."""
        verdicts = [form for each in self.verdicts for form in each.forms]
        return [self, *self.classes, *self.steps, *self.limits, *verdicts]

    @property
    def management_forms(self) -> list[forms.BaseForm]:
        sets = (self.classes, self.steps, self.limits, *(each.classes for each in self.verdicts))
        return [each.management_form for each in sets]

    def _add_component(self, kind: str, component: type[MethodComponent]) -> None:
        self.fields[f"use_{kind}"] = check(component.title)
        self.fields[f"key_{kind}"] = forms.CharField(
            label=f"Обозначение: {component.title}", required=False, max_length=8, widget=text_input("key-field")
        )
        self.fields[f"weight_{kind}"] = MethodFigureField(label=f"Вес: {component.title}")
        self.fields[f"side_{kind}"] = select(_SIDES, label=f"В произведении и частном: {component.title}")
        for option in component.options:
            self.fields[option.field] = option_field(option)

    def clean(self) -> dict:
        """Add errors where the whole or the scale names a component that the method doesn't have."""
        data = super().clean()
        used = self._find_used(data)
        has_classes = any(form["name"].value() for form in self.classes)
        asked = ["judged_1", "judged_2"] if has_classes else []
        whole = self.wholes.get(data.get("whole"))
        asked += ["first", "second"] if whole and whole.asks_pair else []
        for name in asked:
            if data.get(name) and data[name] not in used:
                self.add_error(name, "Такой составляющей в методе нет: отметьте её выше или выберите другую.")
        return data

    def _find_used(self, data: dict) -> set[str]:
        return {kind for kind in self.kinds if data.get(f"use_{kind}")} | ({"whole"} if data.get("whole") else set())

    @property
    def components(self) -> list[dict]:
        return [
            {"use": self[f"use_{kind}"], "key": self[f"key_{kind}"], "weight": self[f"weight_{kind}"],
             "side": self[f"side_{kind}"],
             "options": [self[option.field] for option in component.options]}
            for kind, component in self.kinds.items()
        ]  # fmt: skip

    @property
    def has_limits(self) -> bool:
        return any(form["indicator"].value() for form in self.limits)

    @property
    def asks_steps(self) -> bool:
        whole = self.wholes.get(self["whole"].value())
        return bool(whole and whole.asks_steps)

    def is_valid(self) -> bool:
        valid = super().is_valid() & self.classes.is_valid() & self.steps.is_valid()
        valid &= not self.sends_limits or self.limits.is_valid()
        for each in self.verdicts:
            valid &= each.is_valid()
        if valid:
            for each in (each for each in self.verdicts if each.is_sent):
                each.check(self._find_used(self.cleaned_data))
                valid &= not each.title.errors
        return valid and self._make_shape()

    def _make_shape(self) -> bool:
        """Make the method, and return whether that worked; if not, add errors, that of a scale in `scale_fault` too."""
        try:
            self.shape = EvaluationMethodShape.model_validate(self._build_body())
            check_scale(self.shape)
        except ValidationError as refusal:
            for error in refusal.errors():
                self.add_error(None, _translate_error(error))
        except FaultyScale as refusal:
            self.scale_fault = str(refusal)
            self.add_error(None, f"Шкала не принята. {refusal}")
        return not self.errors

    def _build_body(self) -> dict:
        data = self.cleaned_data
        kinds = dict.fromkeys([*(component.kind for component in self.base.components), *self.kinds])
        keys = {kind: data[f"key_{kind}"].strip() or self.kinds[kind].letter
                for kind in kinds if data[f"use_{kind}"]}  # fmt: skip
        named = keys | {"whole": data["whole_key"].strip() or "E", "": ""}
        figures = [named.get(data[f"judged_{number}"], "?") for number in (1, 2)]
        return self.base.model_dump() | self._build_further(named) | {
            "order": data["order"].strip(),
            "note": data["note"].strip(),
            "indicators": self.base.indicators.model_dump() | {
                "turns": bool(data["turns"]), "cap": data["cap"], "reached_at": data["reached_at"],
                "not_worse": data["not_worse"],
            },
            "components": [self._build_component(kind, key) for kind, key in keys.items()],
            "whole": self._build_whole(keys, named["whole"]),
            "classes": classes_of(self.classes, figures),
            "in_shares": bool(data["in_shares"]),
            "without_money": data["without_money"] or "leave_out",
        }  # fmt: skip

    def _build_further(self, keys: dict[str, str]) -> dict:
        """Return further verdicts and limits of single indicators, if the form was sent with them."""
        further = {}
        if any(each.is_sent for each in self.verdicts):
            scales = [each.scale(keys) for each in self.verdicts if each.is_sent]
            further["verdicts"] = [each for each in scales if each]
        if self.sends_limits:
            rows = [form.cleaned_data for form in self.limits]
            rows = [each | {"indicator": each["indicator"].strip()} for each in rows if each.get("indicator")]
            further["limits"] = rows
        return further

    def _build_component(self, kind: str, key: str) -> dict:
        options = {option.name: self.cleaned_data[option.field] for option in self.kinds[kind].options}
        return {"kind": kind, "key": key} | options

    def _build_whole(self, keys: dict[str, str], key: str) -> dict | None:
        data, kind = self.cleaned_data, self.cleaned_data["whole"]
        if not kind:
            return None
        weights = {each: data[f"weight_{of}"] or "0" for of, each in keys.items()}
        pair = tuple(keys.get(data[name]) or self._name_missing(data[name]) for name in ("first", "second"))
        sides = [[each for of, each in keys.items() if data[f"side_{of}"] == side] for side in ("above", "below")]
        own = self.wholes[kind].from_controls(WholeControls(weights, pair, self._read_steps(), *sides))
        return {"kind": kind, "key": key} | own

    def _name_missing(self, kind: str) -> str:
        """Return the title of a component that the method doesn't have, by which the method will be refused."""
        return self.kinds[kind].title if kind in self.kinds else "?"

    def _read_steps(self) -> list[dict]:
        typed = [form.cleaned_data for form in self.steps]
        return [{name: each[name] for name in ("upto", "factor", "remark")} for each in typed if each.get("factor")]


def _read_initial(shape: EvaluationMethodShape) -> dict:
    whole, kinds = shape.whole, list(component_kinds())
    initial = {
        "order": shape.order, "note": shape.note, "turns": "1" if shape.indicators.turns else "",
        "cap": shape.indicators.cap, "reached_at": shape.indicators.reached_at, "not_worse": shape.indicators.not_worse,
        "in_shares": "1" if shape.in_shares else "", "without_money": shape.without_money,
        "whole": whole.kind if whole else "", "whole_key": whole.key if whole else "",
        "judged_1": "whole" if whole else kinds[0], "second": kinds[-1],
    }  # fmt: skip
    initial |= _read_components(shape)
    by_key = {component.key: component.kind for component in shape.components}
    for name, key in zip(("first", "second"), whole.controls().pair if whole else (), strict=False):
        initial[name] = by_key[key]
    for number, key in enumerate(shape.judged[:2], 1):
        initial[f"judged_{number}"] = by_key.get(key, "whole")
    return initial


def _read_components(shape: EvaluationMethodShape) -> dict:
    controls = shape.whole.controls() if shape.whole else WholeControls()
    sides = dict.fromkeys(controls.above, "above") | dict.fromkeys(controls.below, "below")
    used = {component.kind: component for component in shape.components}
    initial = {}
    for kind, component in component_kinds().items():
        for option in component.options:
            default = component.model_fields[option.name].default
            initial[option.field] = option_in_form(getattr(used.get(kind), option.name, default))
        if kind in used:
            key = used[kind].key
            initial |= {f"use_{kind}": True, f"key_{kind}": key, f"weight_{kind}": controls.weights.get(key),
                        f"side_{kind}": sides.get(key, "")}  # fmt: skip
    return initial


_SIDES = [("", "не входит"), ("above", "умножается"), ("below", "на неё делят")]
_MESSAGES = {
    "too_short": "Отметьте хотя бы одну составляющую.",
    "string_pattern_mismatch": "Обозначение — буквы и цифры без пробелов, не больше восьми, например «P» или «Цели».",
}


def _translate_error(error: dict) -> str:
    """Return an error in Russian: our own are Russian already, those few of pydantic that a form can cause are not."""
    if error["type"] in _MESSAGES:
        return _MESSAGES[error["type"]]
    return error["msg"]
