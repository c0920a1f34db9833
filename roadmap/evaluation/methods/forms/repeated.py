"""Parts of a method's form that repeat: classes of the scale, steps of a factor, limits of single indicators."""

from collections.abc import Sequence

from django import forms

from roadmap.evaluation.methods.effect_classes import EffectClass
from roadmap.evaluation.methods.forms.fields import MethodFigureField, select, text_input
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape

CLASSES, STEPS, LIMITS, VERDICTS = 6, 6, 2, 2


class ClassBandsForm(forms.Form):
    """A class of the scale: its name and the limits of one or two figures."""

    name = forms.CharField(label="Класс", required=False, max_length=500, widget=text_input())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in (1, 2):
            self.fields[f"low_open_{number}"] = select([("", "не менее"), ("1", "более")], label="Начало")
            self.fields[f"low_{number}"] = MethodFigureField(label="От")
            self.fields[f"high_open_{number}"] = select([("1", "менее"), ("", "не более")], label="Конец", initial="1")
            self.fields[f"high_{number}"] = MethodFigureField(label="До")

    def bands(self, figures: list[str]) -> list[dict]:
        data, found = self.cleaned_data, []
        for number, figure in enumerate(figures, 1):
            low, high = data[f"low_{number}"], data[f"high_{number}"]
            if figure and (low is not None or high is not None):
                found.append({"figure": figure, "low": low, "low_open": bool(data[f"low_open_{number}"]),
                              "high": high, "high_open": bool(data[f"high_open_{number}"])})  # fmt: skip
        return found


class FactorStepForm(forms.Form):
    upto = MethodFigureField(label="Разница не больше")
    factor = MethodFigureField(label="k")
    remark = forms.CharField(
        label="Что тогда сказать", required=False, max_length=200, widget=text_input("wide-field")
    )  # fmt: skip


class OwnLimitsForm(forms.Form):
    """Asks for limits of a single indicator."""

    indicator = forms.CharField(
        label="Показатель, как он назван в программе", required=False, max_length=500, widget=text_input("wide-field")
    )
    reached_at = MethodFigureField(label="Свой показатель: достигнут при, % плана")
    cap = MethodFigureField(label="Свой показатель: не больше, %")
    low = MethodFigureField(label="Свой показатель: меньше — считать как 0, %")

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("indicator") and any(data.get(name) for name in ("reached_at", "cap", "low")):
            self.add_error("indicator", "Чьи это границы? Впишите показатель или сотрите их.")
        return data


class VerdictTitleForm(forms.Form):
    """Asks what else the order concludes, and by which figures."""

    title = forms.CharField(label="Вывод", required=False, max_length=500, widget=text_input("wide-field"))
    judged_1 = select([], label="Вывод: первая величина")
    judged_2 = select([], label="Вывод: вторая величина")


OwnLimitsFormSet = forms.formset_factory(OwnLimitsForm, extra=2, min_num=LIMITS, max_num=50)
ClassBandsFormSet = forms.formset_factory(ClassBandsForm, extra=0, min_num=CLASSES, max_num=CLASSES)
FactorStepFormSet = forms.formset_factory(FactorStepForm, extra=0, min_num=STEPS, max_num=STEPS)


def initial_classes(classes: Sequence[EffectClass], judged: Sequence[str]) -> list[dict]:
    rows = []
    for each in classes:
        row = {"name": each.name, "high_open_1": "1", "high_open_2": "1"}
        for band in each.bands:
            number = judged.index(band.figure) + 1
            row |= {f"low_{number}": band.low, f"high_{number}": band.high,
                    f"low_open_{number}": "1" if band.low_open else "",
                    f"high_open_{number}": "1" if band.high_open else ""}  # fmt: skip
        rows.append(row)
    return rows


def initial_steps(shape: EvaluationMethodShape) -> list[dict]:
    return list(shape.whole.controls().steps) if shape.whole else []


def initial_limits(shape: EvaluationMethodShape) -> list[dict]:
    return [each.model_dump() for each in shape.limits]
