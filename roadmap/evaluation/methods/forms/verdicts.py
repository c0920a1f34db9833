"""The part of a method's form about further conclusions of an order: a title, one or two figures, and a scale."""

from collections.abc import Mapping, Sequence

from roadmap.evaluation.methods.effect_classes import VerdictScale
from roadmap.evaluation.methods.forms.repeated import ClassBandsFormSet, VerdictTitleForm, initial_classes
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape


class VerdictPart:
    """One further verdict; without a title there is none. `is_sent` says whether the sent form had this part."""

    def __init__(self, data, prefix: str, shape: EvaluationMethodShape, scale: VerdictScale | None, figures: list):
        self.is_sent = data is not None and f"{prefix}-TOTAL_FORMS" in data
        own = data if self.is_sent else None
        keys = shape.asked_by(scale.classes) if scale else ()
        by_key = {component.key: component.kind for component in shape.components}
        initial = {f"judged_{number}": by_key.get(key, "whole") for number, key in enumerate(keys[:2], 1)}
        initial = {"judged_1": "whole" if shape.whole else figures[0][0]} | initial
        self.title = VerdictTitleForm(own, prefix=prefix, initial=initial | {"title": scale.title if scale else ""})
        self.title.fields["judged_1"].choices = [*figures, ("whole", "итог")]
        self.title.fields["judged_2"].choices = [("", "— нет, судят по одной —"), *figures, ("whole", "итог")]
        rows = initial_classes(scale.classes, keys) if scale else []
        self.classes = ClassBandsFormSet(own, prefix=prefix, initial=rows)

    @property
    def forms(self) -> list:
        return [self.title, *self.classes]

    @property
    def is_open(self) -> bool:
        return bool(self.title["title"].value() or any(form["name"].value() for form in self.classes))

    def is_valid(self) -> bool:
        return not self.is_sent or (self.title.is_valid() & self.classes.is_valid())

    def check(self, used: set[str]) -> None:
        """Add errors for figures that the method doesn't have, and for a title without classes or the reverse."""
        data = dict(self.title.cleaned_data)
        named = [form for form in self.classes if form.cleaned_data.get("name", "").strip()]
        if named and not data["title"].strip():
            self.title.add_error("title", "Как называется этот вывод? Например, «Вывод о продолжении программы».")
        if data["title"].strip() and not named:
            self.title.add_error("title", "У вывода нет ни одного класса: впишите их или сотрите название.")
        for name in ("judged_1", "judged_2") if named else ():
            if data.get(name) and data[name] not in used:
                self.title.add_error(name, "Такой составляющей в методе нет: отметьте её выше или выберите другую.")

    def scale(self, keys: Mapping[str, str]) -> dict | None:
        """Return the scale as JSON, None without a title; `keys` are the names of figures by their kinds."""
        if not self.title.cleaned_data["title"].strip():
            return None
        figures = [keys.get(self.title.cleaned_data[f"judged_{number}"], "?") for number in (1, 2)]
        return {"title": self.title.cleaned_data["title"].strip(), "classes": classes_of(self.classes, figures)}


def classes_of(forms: Sequence, figures: list[str]) -> list[dict]:
    """Return the classes of a scale that have a name, as JSON."""
    return [
        {"name": form.cleaned_data["name"].strip(), "bands": form.bands(figures)}
        for form in forms if form.cleaned_data.get("name", "").strip()
    ]  # fmt: skip
