"""The editor of a method: one form with its head (name, validity), shared thresholds, and the tree of its rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import QueryDict
from pydantic import ValidationError

from indicators.identification.format.shape import IdentificationShape, MethodParameter, names_of
from indicators.identification.methods.form.groups import GroupForm, sent_group
from indicators.identification.methods.form.shared_thresholds import SharedThreshold, SharedThresholdForm, letters_of
from indicators.identification.methods.form.tree import CONTEXT, RULE, RuleNode, RuleTree
from indicators.identification.rules.sign.form import SignForm, no_sign, sent_sign
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.rule import RuleShape
from indicators.identification.shared.rule_form import FormWords
from portal.forms import DateInput, sent_number
from portal.text.sentences import sentence_of
from schools.directory.kinds import KINDS

_HEAD = ("name", "about", "order", "valid_from", "valid_until", "kinds")
_MOST_SHARED = 60


class MethodHeadForm(forms.Form):
    name = forms.CharField(
        label="Название метода", max_length=500,
        error_messages={"required": "Назовите метод."},
    )  # fmt: skip
    about = forms.CharField(label="Пояснение", required=False, widget=forms.Textarea({"rows": 2}))
    order = forms.CharField(label="Каким приказом введён", required=False, max_length=500)
    valid_from = forms.DateField(label="Действует с", required=False, widget=DateInput)
    valid_until = forms.DateField(label="по", required=False, widget=DateInput)
    kinds = forms.MultipleChoiceField(
        label="Для каких школ (ничего не отмечено — для всех)", required=False, choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        start, end = data.get("valid_from"), data.get("valid_until")
        if start and end and start > end:
            self.add_error("valid_until", "Метод перестаёт действовать раньше, чем начинает.")
        return data


@dataclass
class ShownRule:
    """A node of the form with those within it; `words` is its rule as the method's sentence has it."""

    node: RuleNode
    form: SignForm | GroupForm
    of: list["ShownRule"]
    words: str = ""

    def walk(self) -> Iterator["ShownRule"]:
        yield self
        for each in self.of:
            yield from each.walk()

    @property
    def has_faults(self) -> bool:
        return any(each.form.errors for each in self.walk())


class MethodEditor:
    """A method while somebody builds it; every step sends the whole form, and the server keeps nothing between steps.

    `base` is the method that is changed; from it come the spelling of names and the parts that the form doesn't show.
    """

    def __init__(self, data: QueryDict, *, catalogue: Iterable[IndicatorName], base: IdentificationShape | None):
        self.data, self.base = data, base
        self.catalogue = list(catalogue)
        self.tree = RuleTree(data)

    @classmethod
    def of(cls, shape: IdentificationShape, catalogue: Iterable[IndicatorName]) -> "MethodEditor":
        return cls(sent(shape), catalogue=catalogue, base=shape)

    def take(self, step: str) -> None:
        """Take the step of a button («share», «sign:3») in the sent data, before the rules are read from them."""
        verb, _, key = step.partition(":")
        written = self.data.getlist("shared")
        if verb == "share" and len(written) < _MOST_SHARED:
            new = max((int(key) for key, _ in self._shared_keys()), default=0) + 1
            self.data.appendlist("shared", f"{new}.")
        elif verb == "unshare":
            self.data.setlist("shared", [each for each in written if each.split(".")[0] != key])
        else:
            self.tree.take(step)

    def _shared_keys(self) -> Iterator[tuple[str, str]]:
        seen = set()
        for written in self.data.getlist("shared")[:_MOST_SHARED]:
            key, _, name = written.partition(".")
            if sent_number(key) is not None and key.isascii() and key not in seen:
                seen.add(key)
                yield key, name

    @cached_property
    def head(self) -> MethodHeadForm:
        return MethodHeadForm(self.data)

    @cached_property
    def shared(self) -> list[SharedThreshold]:
        known = set(self.base.parameters) if self.base else set()
        found = []
        for key, name in self._shared_keys():
            form = SharedThresholdForm(self.data, prefix=f"p{key}")
            form.fields["value"].words = FormWords({}, {})
            taken = {each.name for each in found}
            found.append(SharedThreshold(key, name if name in known - taken else _new_name(key, known | taken), form))
        return found

    @cached_property
    def words(self) -> FormWords:
        own = names_of(self.base) if self.base else []
        return FormWords.of(self.catalogue, {each.letter: each.name for each in self.shared}, own)

    @cached_property
    def figures(self) -> IdentificationShape:
        """A method without rules that knows the numbers of the shared thresholds."""
        parameters = {}
        for each in self.shared:
            each.form.is_valid()
            parameters[each.name] = MethodParameter.model_validate(each.form.parameter)
        return IdentificationShape.model_construct(name="—", parameters=parameters, rule=no_sign())

    @cached_property
    def _rules(self) -> dict[str, tuple[ShownRule, RuleShape]]:
        return {place: self._read_node(node) for place, node in self.tree.roots.items()}

    def _read_node(self, node: RuleNode) -> tuple[ShownRule, RuleShape]:
        if node.is_sign:
            form = SignForm(self.data, prefix=node.prefix, words=self.words)
            of, rule = [], form.rule()
        else:
            form = GroupForm(self.data, prefix=node.prefix, words=self.words)
            read = [self._read_node(each) for each in node.of]
            of, rule = [shown for shown, _ in read], form.rule([rule for _, rule in read])
        form.tell_faults(rule, self.figures.figure)
        return ShownRule(node, form, of, self._describe_rule(rule, is_wrong=bool(form.errors))), rule

    def _describe_rule(self, rule: RuleShape, *, is_wrong: bool) -> str:
        """The rule on its line of the form; if it has faults, only its name and «…»."""
        number_of = self.figures.figure
        if rule.is_sign:
            said = f"{rule.name}…" if is_wrong else rule.sentence(number_of)
        else:
            said = "…" if is_wrong else rule.in_words(number_of)
        return said[:1].upper() + said[1:]

    @property
    def root(self) -> ShownRule | None:
        return self._rules[RULE][0] if RULE in self._rules else None

    @property
    def context(self) -> ShownRule | None:
        return self._rules[CONTEXT][0] if CONTEXT in self._rules else None

    @property
    def first_fault(self) -> str:
        """The part of the page with the first fault: «head», the prefix of a rule, or «shared»."""
        if self.head.errors:
            return "head"
        for root in (self.root, self.context):
            for shown in root.walk() if root else ():
                if shown.form.errors:
                    return shown.node.prefix
        return "shared"

    @property
    def sentence(self) -> str:
        """The whole rule in words; "" as long as it has faults."""
        return "" if self.root is None or self.root.has_faults else self._sentence_at(RULE)

    @property
    def context_sentence(self) -> str:
        return "" if self.context is None or self.context.has_faults else self._sentence_at(CONTEXT)

    def _sentence_at(self, place: str) -> str:
        return sentence_of(self._rules[place][1].sentence(self.figures.figure))

    @cached_property
    def shape(self) -> IdentificationShape | None:
        """The method that the form describes; None as long as something is wrong, which is told at its field."""
        places = [self.root, self.context]
        is_wrong = any(each.has_faults for each in places if each) or any(each.form.errors for each in self.shared)
        if not self.head.is_valid() or is_wrong or self.root is None:
            return None
        values = {name: value for name, value in self.head.cleaned_data.items() if name in _HEAD}
        values |= {"rule": self._rules[RULE][1], "parameters": self.figures.parameters}
        values |= {"context": self._rules[CONTEXT][1]} if self.context else {}
        values |= {"spreads": self.base.spreads, "version": self.base.version} if self.base else {}
        try:
            return IdentificationShape.model_validate(values)
        except ValidationError as refusal:
            for fault in refusal.errors():
                self.head.add_error(None, fault["msg"])
            return None


def _new_name(key: str, taken: set[str]) -> str:
    name = f"p{key}"
    while name in taken:
        name += "x"
    return name


def sent(shape: IdentificationShape) -> QueryDict:
    """The data that the form would send for this method if nobody changed anything."""
    data = QueryDict(mutable=True)
    words = FormWords({}, letters_of(shape))
    for name in ("name", "about", "order"):
        data[name] = getattr(shape, name)
    for name in ("valid_from", "valid_until"):
        data[name] = f"{getattr(shape, name) or ''}"
    data.setlist("kinds", list(shape.kinds))
    for key, (name, parameter) in enumerate(shape.parameters.items(), start=1):
        data.appendlist("shared", f"{key}.{name}")
        data.update({f"p{key}-title": parameter.title, f"p{key}-unit": parameter.unit})
        data[f"p{key}-value"] = words.shown(parameter.value)
    for place, rule in ((RULE, shape.rule), (CONTEXT, shape.context)):
        if rule:
            _send_rule(data, rule, place, words)
    return data


def _send_rule(data: QueryDict, rule: RuleShape, parent: str, words: FormWords) -> None:
    key = str(len(data.getlist("node")) + 1)
    is_sign = rule.is_sign
    data.appendlist("node", f"{key}.{parent}.{'sign' if is_sign else 'group'}")
    for name, value in (sent_sign if is_sign else sent_group)(rule, words).items():
        data.setlist(f"n{key}-{name}", value if isinstance(value, list) else [value])
    for each in rule.inner():
        _send_rule(data, each, key, words)


def new_method() -> QueryDict:
    """The form's data for a new method: a group with one empty sign."""
    data = QueryDict(mutable=True)
    data.setlist("node", ["1.r.group", "2.1.sign"])
    data.update({"n1-kind": "at_least", "n1-number": "1", "n2-measure": "indicator", "n2-compare": ">="})
    return data
