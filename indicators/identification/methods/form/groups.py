"""The form of a group within the form of a method: a list of all kinds of groups, and the fields that they need."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from indicators.identification.rules.sign.form import no_sign
from indicators.identification.shared.found_kinds import RULES, kinds_in
from indicators.identification.shared.rule import GroupShape, RuleShape
from indicators.identification.shared.rule_form import FigureOrLetterField, FormWords, RuleForm, RuleKind, sent_common


def _kinds_of_groups() -> list[RuleKind]:
    return [kind for kind in kinds_in(RULES).values() if kind.fields]


@dataclass(frozen=True)
class OwnField:
    """A field of one kind of group alone, with its CSS class."""

    field: forms.BoundField
    width: str


class GroupForm(RuleForm):
    """The fields of one group, those of all kinds of groups at once; the page shows those of the chosen kind."""

    other_field = "number"

    kind = forms.ChoiceField(label="Решает")
    number = FigureOrLetterField(label="Сколько")

    def add_fields(self) -> None:
        kinds = _kinds_of_groups()
        self.fields["kind"].choices = [choice for kind in kinds for choice in kind.fields.choices]
        for kind in kinds:
            self.fields |= kind.fields.own_fields()

    @property
    def own_fields(self) -> Iterator[OwnField]:
        """The fields of single kinds that stand beside the number; the page shows those of the chosen kind."""
        for kind in _kinds_of_groups():
            for name, field in kind.fields.own_fields().items():
                if not isinstance(field, forms.BooleanField):
                    yield OwnField(self[name], f"{kind.fields.width} only-{kind.name}")

    @property
    def own_checkboxes(self) -> list[forms.BoundField]:
        own = [(name, field) for kind in _kinds_of_groups() for name, field in kind.fields.own_fields().items()]
        return [self[name] for name, field in own if isinstance(field, forms.BooleanField)]

    def _chosen(self) -> RuleKind | None:
        choice = self.cleaned_data.get("kind")
        kinds = {choice: kind for kind in _kinds_of_groups() for choice, _ in kind.fields.choices}
        return kinds.get(choice)

    def clean(self):
        data = super().clean()
        chosen = self._chosen()
        for kind in _kinds_of_groups():
            if kind is not chosen:
                self.forget(*kind.fields.own_fields())
        if chosen and "number" not in chosen.fields.asks:
            self.forget("number")
        for field, sentence in (chosen.fields.asks if chosen else {}).items():
            if field in data and data[field] is None:
                self.add_error(field, sentence)
        return data

    def rule(self, of: list[RuleShape]) -> GroupShape:
        """The group that the form describes, with these rules; without any, a placeholder («…») stands in it."""
        self.is_valid()
        chosen = self._chosen() or _kinds_of_groups()[0]
        if not of:
            self.add_error(None, "В группе пусто: добавьте признак.")
        elif len(of) > 1 and chosen.fields.asks_one_rule:
            self.add_error(None, chosen.fields.asks_one_rule)
        data = self.cleaned_data
        number = data.get("number") or "1"
        return chosen.fields.rule(data.get("kind", ""), number, data, self.common, of or [no_sign()])


def sent_group(rule: GroupShape, words: FormWords) -> dict[str, str]:
    """The contents of the form's fields that describe this group."""
    return {"kind": rule.kind, **sent_common(rule, words), **kinds_in(RULES)[rule.kind].fields.sent(rule, words)}
