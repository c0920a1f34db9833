"""What a department's own list of indicators would do to its catalogue."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from indicators.catalogue.actions import create_indicators, fill_in
from indicators.catalogue.columns import direction_in, rule_in
from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.models import Indicator
from indicators.catalogue.naming import names_told
from indicators.catalogue.ready import alike_ready, ready_by_key
from indicators.quantity.units import unit_in_name
from portal.history.circumstances import by_import
from portal.text.keys import natural_key
from schools.directory.models import Municipality
from schools.rosters.columns import PlacedRoster, PlacedRow
from schools.rosters.plan import RosterPlan, RosterQuestion, RosterRow, RosterVerdict

_NEW, _READY, _OWN = "new", "ready", "own"
_SAME = "same-"
_LABELS = {field.name: field.verbose_name for field in Indicator._meta.fields}
_FILLED_IN = ("direction", "group")
_LONGEST_UNIT = Indicator._meta.get_field("unit").max_length


def plan_indicators(municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str]) -> RosterPlan:
    planner = _IndicatorPlanner(municipality, roster, answers)
    return RosterPlan([planner.row(row) for row in roster.rows])


@by_import
def accept_indicators(*, municipality: Municipality, plan: RosterPlan, by) -> list[Indicator]:
    """All of them or none; the new indicators. What the list calls otherwise is known by that name too."""
    new = [row.outcome for row in plan.rows if row.verdict == RosterVerdict.NEW]
    fill_in(
        changed=dict(row.outcome for row in plan.rows if row.verdict == RosterVerdict.CHANGED),
        municipality=municipality, by=by,
    )  # fmt: skip
    made = create_indicators(municipality=municipality, facts=[facts for facts, _ in new], by=by)
    own_names = {title: indicator for (_, title), indicator in zip(new, made, strict=True) if title != str(indicator)}
    for row in plan.rows:
        if row.verdict == RosterVerdict.SAME and isinstance(row.outcome, Indicator):
            own_names[row.title] = row.outcome
    names_told(municipality, own_names, by=by)
    return made


class _IndicatorPlanner:
    def __init__(self, municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str]):
        self.known = {(each.heading_key, each.name_key): each for each in municipality.indicators.all()}
        self.named = {*self.known, *(_facts(row)[0].key for row in roster.rows)}
        self.answers = answers
        self.alike, self.alike_titles = AlikeNames(self.known.values()), AlikeNames()
        self.taken: dict[tuple[str, str], int] = {}
        self.titles: dict[str, int] = {}

    def row(self, placed: PlacedRow) -> RosterRow:
        facts, notes = _facts(placed)
        row = RosterRow(placed.number, str(facts), RosterVerdict.LEFT, notes=notes)
        if not facts.key[1]:
            row.title = " · ".join(placed.facts.values())[:120]
            row.notes = ["Нет названия показателя: строка не вносится."]
            return row
        if known := self.known.get(facts.key):
            return self._filled_in(row, known, facts)
        facts, same = self._asked(row, facts)
        if row.is_open or row.is_skipped:
            return row.settle(RosterVerdict.NEW, None)
        if same:
            row.notes.append(f"По этому названию портал узнает «{same}» в файлах отдела.")
            return row.settle(RosterVerdict.SAME, same)
        if facts.key in self.taken or facts.key in self.known:
            where = f"уже в строке {self.taken[facts.key]}" if facts.key in self.taken else "в каталоге уже есть"
            row.notes.append(f"Показатель «{facts}» {where}: эта строка не вносится.")
            return row
        self.taken[facts.key] = placed.number
        for title in {str(facts), row.title} - self.titles.keys():
            self.titles[title] = placed.number
            self.alike_titles.add(title)
        row.changes = [(_LABELS[name], "", shown) for name, shown in _shown(facts).items() if shown]
        return row.settle(RosterVerdict.NEW, (facts, row.title))

    def _filled_in(self, row: RosterRow, known: Indicator, facts: IndicatorFacts) -> RosterRow:
        """A list says what nobody has said yet; where it differs from what is said, that is told."""
        if facts.key in self.taken:
            row.notes = [f"То же в строке {self.taken[facts.key]}: эта строка не вносится."]
            return row
        self.taken[facts.key] = row.number
        if facts.unit and natural_key(facts.unit) != natural_key(known.unit):
            row.notes.append(
                f"В портале единица измерения «{known.unit or 'не указана'}»; её меняют на странице показателя."
            )
        said = {name: facts.fields[name] for name in _FILLED_IN if facts.fields.get(name) and not getattr(known, name)}
        shown = _shown(facts)
        row.changes = [(_LABELS[name], "", shown[name]) for name in said]
        return row.settle(RosterVerdict.CHANGED if said else RosterVerdict.SAME, (known.pk, said) if said else None)

    def _asked(self, row: RosterRow, facts: IndicatorFacts) -> tuple[IndicatorFacts, Indicator | None]:
        """A name like one that is known, or like one of the ready catalogue: the person says what it is."""
        if near := self.alike.near(row.title):
            choices = [(f"{_SAME}{each.pk}", f"это «{each}», второй не нужен") for each in near]
            question = self._question(
                row, "Похожий показатель уже есть. Это он?", [*choices, (_NEW, "другой, завести")]
            )
            return facts, next((each for each in near if f"{_SAME}{each.pk}" == question.chosen), None)
        if near := self.alike_titles.near(row.title):
            label = f"Похоже на строку {self.titles[near[0]]}: «{near[0][:200]}». Это другой показатель?"
            self._question(row, label, [(_NEW, "другой, завести")])
            return facts, None
        if (ready := ready_by_key().get(facts.key)) or not (near := alike_ready().near(row.title)):
            return (self._completed(facts, ready) if ready else facts), None
        ready = near[0]
        choices = [(_READY, f"«{ready}», как в готовом каталоге"), (_OWN, "как в списке")]
        label = "Как назвать? По названиям готового каталога показатели узнают методы и шаблоны."
        question = self._question(row, label, choices, _READY if facts.unit in ("", ready.unit) else "")
        if question.chosen != _READY:
            return facts, None
        row.notes.append("В файлах отдела портал узнает показатель и по названию из списка.")
        return self._completed(facts, ready), None

    def _completed(self, facts: IndicatorFacts, ready: IndicatorFacts) -> IndicatorFacts:
        """Called as in the ready catalogue; what the list leaves open is as that says, where there are its weights."""
        said = {name: value for name, value in facts.fields.items() if value not in ("", None)}
        fields = {**ready.fields, **said}
        if fields["rule"] == Indicator.Rule.WEIGHTED_MEAN and ready.weight not in self.named:
            fields["rule"] = Indicator.Rule.BY_HAND
        return IndicatorFacts(ready.name, ready.heading, facts.unit or ready.unit, fields, ready.weight, ready.whole)

    def _question(
        self, row: RosterRow, label: str, choices: list[tuple[str, str]], proposed: str = ""
    ) -> RosterQuestion:
        question = RosterQuestion.asked(f"indicator-{row.number}", label, choices, self.answers, proposed)
        row.questions.append(question)
        return question


def _facts(placed: PlacedRow) -> tuple[IndicatorFacts, list[str]]:
    """As they are written of an indicator; what is not understood is told and left out."""
    words, notes = {name: " ".join(text.split()) for name, text in placed.facts.items()}, []
    heading, name = words.get("heading", ""), words.get("name", "")
    if "subject" in words:
        heading, name = name or heading, words["subject"]
    fields = {"group": words.get("group", placed.under)}
    for key, meant_by in _MEANT_BY.items():
        if key in words:
            fields[key] = meant_by(words[key])
            if fields[key] is None:
                del fields[key]
                notes.append(f"{_LABELS[key].capitalize()} «{words[key][:80]}» не понято и не вносится.")
    unit = words.get("unit", "") or unit_in_name(name)
    if len(unit) > _LONGEST_UNIT:
        notes.append(f"Единица измерения «{unit[:80]}» слишком длинная и не вносится.")
        unit = ""
    return IndicatorFacts(name, heading, unit, fields), notes


def _figure(text: str) -> Decimal | None:
    try:
        figure = Decimal("".join(text.split()).replace(",", ".").rstrip("%"))
    except InvalidOperation:
        return None
    return figure if abs(figure) < 10**12 and figure == round(figure, 6) else None


_MEANT_BY = {"direction": direction_in, "rule": rule_in, "possible_min": _figure, "possible_max": _figure}


def _shown(facts: IndicatorFacts) -> dict[str, object]:
    """In the words of the catalogue's page."""
    indicator = Indicator(unit=facts.unit, **facts.fields)
    shown = {"unit": facts.unit, "direction": indicator.direction and indicator.get_direction_display()}
    if indicator.rule != Indicator.Rule.BY_HAND:
        shown["rule"] = indicator.get_rule_display()
    for name in ("possible_min", "possible_max"):
        if (limit := getattr(indicator, name)) is not None:
            shown[name] = limit
    return shown | {"group": indicator.group}
