"""Plans what a department's own list of indicators would change in its catalogue, and accepts it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from indicators.catalogue.actions import create_indicators, fill_in
from indicators.catalogue.asked_of import AskedOf, proposed_asked_of
from indicators.catalogue.columns import asked_of_in, direction_in, rule_in
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

_NEW, _READY, _OWN, _PART = "new", "ready", "own", "part"
_OF_ABOVE = re.compile(r"^\W*(в том числе|в т\.?\s?ч\.?|из них)\b", re.I)
_DASH = re.compile(r"^\s*[-–—•·*]\s*(?=\w)")
_ONLY_A_PART = re.compile(
    r"^\s*(?:\d{1,2}(?:\s*[-–]\s*\d{1,2})?\W{0,3}[ех]?\w?\s*кл\w*|русск\w+ язык\w*|математик\w*)\W*(?:,.*)?$", re.I
)
_COUNTED = re.compile(r"^(чел|ед|шт)\w*\.?$", re.I)
_NO_SUM = re.compile(r"средн|на одного|на 1 |доля|процент|наполняемост", re.I)
_SAME = "same-"
_LABELS = {field.name: field.verbose_name for field in Indicator._meta.fields}
_FILLED_IN = ("direction", "group")
_LONGEST_UNIT = Indicator._meta.get_field("unit").max_length


def plan_indicators(municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str]) -> RosterPlan:
    planner = _IndicatorPlanner(municipality, roster, answers)
    return RosterPlan([planner.row(row) for row in roster.rows])


@by_import
def accept_indicators(*, municipality: Municipality, plan: RosterPlan, by) -> list[Indicator]:
    """Add and complete the indicators, all or none; return the new ones.

    Where the list calls an indicator otherwise, that name is remembered for the department's files.
    """
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
    """Plans the rows of a list in their order, because rows like «из них: …» continue the rows above."""

    def __init__(self, municipality: Municipality, roster: PlacedRoster, answers: Mapping[str, str]):
        self.known = {(each.heading_key, each.name_key): each for each in municipality.indicators.all()}
        self.named = {*self.known, *(_read_facts(row)[0].key for row in roster.rows)}
        self.answers = answers
        self.alike, self.alike_titles = AlikeNames(self.known.values()), AlikeNames()
        self.taken: dict[tuple[str, str], int] = {}
        self.titles: dict[str, int] = {}
        self.above: tuple[int, str] | None = None
        """Number and name of the last row that isn't part of another."""
        self.under, self.is_after_part = "", False
        names = [row.facts.get("name", "") for row in roster.rows]
        self.headings = {
            row.number
            for row, name, below in zip(roster.rows, names, names[1:], strict=False)
            if name.rstrip().endswith(":") and _DASH.match(below)
        }
        """Numbers of rows that are headings of rows below: «Средний балл ЕГЭ:» over «- русский язык»."""

    def row(self, placed: PlacedRow) -> RosterRow:
        """Return what a row would do: a new indicator, empty fields filled in, a question, or nothing."""
        facts, notes = _read_facts(placed)
        row = RosterRow(placed.number, str(facts), RosterVerdict.LEFT, notes=notes)
        if not facts.key[1]:
            row.title = " · ".join(placed.facts.values())[:120]
            row.notes = ["Нет названия показателя: строка не вносится."]
            return row
        if placed.under != self.under:
            self.under, self.above, self.is_after_part = placed.under, None, False
        is_of_subheading = self.above is None and placed.under and _DASH.match(facts.name) and not facts.heading
        if is_of_subheading:
            # The subheading is the first half of the name.
            fields = {**facts.fields, "group": placed.outer}
            facts = replace(facts, heading=placed.under.rstrip(" :"), name=_DASH.sub("", facts.name), fields=fields)
            row.title = str(facts)
        if placed.number in self.headings:
            self.above = placed.number, str(facts).rstrip(" :")
            row.notes = ["Заголовок строк под ним: войдёт в их названия, сам показателем не станет."]
            return row
        if self.above and self.above[0] in self.headings and _DASH.match(facts.name):
            facts = replace(facts, heading=self.above[1], name=_DASH.sub("", facts.name))
            row.title = str(facts)
        elif self.above and (_OF_ABOVE.match(str(facts)) or _DASH.match(facts.name) or self._continues_parts(facts)):
            facts = self._ask_if_part(row, facts)
            self.is_after_part = True
        elif not is_of_subheading:
            self.above, self.is_after_part = (placed.number, str(facts)), False
        if known := self.known.get(facts.key):
            return self._fill_in_known(row, known, facts)
        facts, same = self._ask_if_known(row, facts)
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
        row.changes = [(_LABELS[name], "", shown) for name, shown in _format_facts(facts).items() if shown]
        return row.settle(RosterVerdict.NEW, (facts, row.title))

    def _continues_parts(self, facts: IndicatorFacts) -> bool:
        """Return whether a row continues the parts above it, like «11 класс» below «из них: 9 класс»."""
        return self.is_after_part and bool(_ONLY_A_PART.match(facts.name)) and not facts.heading

    def _fill_in_known(self, row: RosterRow, known: Indicator, facts: IndicatorFacts) -> RosterRow:
        """Settle a row about a known indicator: the list fills in empty fields; a different unit is only noted."""
        if facts.key in self.taken:
            row.notes = [f"То же в строке {self.taken[facts.key]}: эта строка не вносится."]
            return row
        self.taken[facts.key] = row.number
        if facts.unit and natural_key(facts.unit) != natural_key(known.unit):
            row.notes.append(
                f"В портале единица измерения «{known.unit or 'не указана'}»; её меняют на странице показателя."
            )
        said = {name: facts.fields[name] for name in _FILLED_IN if facts.fields.get(name) and not getattr(known, name)}
        shown = _format_facts(facts)
        row.changes = [(_LABELS[name], "", shown[name]) for name in said]
        return row.settle(RosterVerdict.CHANGED if said else RosterVerdict.SAME, (known.pk, said) if said else None)

    def _ask_if_known(self, row: RosterRow, facts: IndicatorFacts) -> tuple[IndicatorFacts, Indicator | None]:
        """Ask about a name like a known one, an earlier row's, or the ready catalogue's.

        Return the facts as answered, and the known indicator if it is the same.
        """
        if near := self.alike.near(row.title):
            choices = [(f"{_SAME}{each.pk}", f"это «{each}», второй не нужен") for each in near]
            question = self._ask(row, "Похожий показатель уже есть. Это он?", [*choices, (_NEW, "другой, завести")])
            return facts, next((each for each in near if f"{_SAME}{each.pk}" == question.chosen), None)
        if near := self.alike_titles.near(row.title):
            label = f"Похоже на строку {self.titles[near[0]]}: «{near[0][:200]}». Это другой показатель?"
            self._ask(row, label, [(_NEW, "другой, завести")])
            return facts, None
        if (ready := ready_by_key().get(facts.key)) or not (near := alike_ready().near(row.title)):
            return (self._complete_from_ready(facts, ready) if ready else facts), None
        ready = near[0]
        choices = [(_READY, f"«{ready}», как в готовом каталоге"), (_OWN, "как в списке")]
        label = "Как назвать? По названиям готового каталога показатели узнают методы и шаблоны."
        question = self._ask(row, label, choices, _READY if facts.unit in ("", ready.unit) else "")
        if question.chosen != _READY:
            return facts, None
        row.notes.append("В файлах отдела портал узнает показатель и по названию из списка.")
        return self._complete_from_ready(facts, ready), None

    def _ask_if_part(self, row: RosterRow, facts: IndicatorFacts) -> IndicatorFacts:
        """Ask whether a row is part of the one above, as «в том числе с высшей категорией» is, and return its facts.

        A part is named after that row.
        """
        number, title = self.above
        part = replace(facts, heading=title, name=_DASH.sub("", facts.name))
        label = f"Это часть строки {number}? Без неё показатель будет называться «{str(facts)[:200]}»."
        question = self._ask(row, label, [(_PART, f"да: «{part}»"), (_OWN, "нет, как в списке")], _PART)
        if question.chosen != _PART:
            return facts
        row.title = str(part)
        return part

    def _complete_from_ready(self, facts: IndicatorFacts, ready: IndicatorFacts) -> IndicatorFacts:
        """Return the facts with the ready catalogue's name, and its fields where the list leaves them empty.

        A weighted mean becomes a value entered by hand if the indicator of its weights is missing.
        """
        said = {name: value for name, value in facts.fields.items() if value not in ("", None)}
        fields = {**ready.fields, **said}
        if fields["rule"] == Indicator.Rule.WEIGHTED_MEAN and ready.weight not in self.named:
            fields["rule"] = Indicator.Rule.BY_HAND
        return IndicatorFacts(ready.name, ready.heading, facts.unit or ready.unit, fields, ready.weight, ready.whole)

    def _ask(self, row: RosterRow, label: str, choices: list[tuple[str, str]], proposed: str = "") -> RosterQuestion:
        question = RosterQuestion.build(f"indicator-{row.number}", label, choices, self.answers, proposed)
        row.questions.append(question)
        return question


def _read_facts(placed: PlacedRow) -> tuple[IndicatorFacts, list[str]]:
    """Return a row's facts, and sentences about cells that aren't understood and left out."""
    words, notes = {name: " ".join(text.split()) for name, text in placed.facts.items()}, []
    heading, name = words.get("heading", ""), words.get("name", "")
    if "subject" in words:
        heading, name = name or heading, words["subject"]
    fields = {"group": words.get("group", placed.under)}
    for key, meant_by in _READERS.items():
        if key in words:
            fields[key] = meant_by(words[key])
            if fields[key] is None:
                del fields[key]
                notes.append(f"{_LABELS[key].capitalize()} «{words[key][:80]}» не понято и не вносится.")
    unit = words.get("unit", "") or unit_in_name(name)
    if len(unit) > _LONGEST_UNIT:
        notes.append(f"Единица измерения «{unit[:80]}» слишком длинная и не вносится.")
        unit = ""
    facts = IndicatorFacts(name, heading, unit, fields)
    if "rule" not in fields and _is_summed_up(facts):
        fields["rule"] = Indicator.Rule.SUM
    return facts, notes


def _is_summed_up(facts: IndicatorFacts) -> bool:
    """Return whether schools' values are added up: they count people or things, and the name has no mean or share."""
    is_of_schools = proposed_asked_of(str(facts), by_hand=True) != AskedOf.MUNICIPALITY
    return bool(_COUNTED.match(facts.unit)) and is_of_schools and not _NO_SUM.search(str(facts))


def _read_limit(text: str) -> Decimal | None:
    """Read a limit, «12,5» or «100 %»; None if it is no number or has more than six decimals."""
    try:
        figure = Decimal("".join(text.split()).replace(",", ".").rstrip("%"))
    except InvalidOperation:
        return None
    return figure if abs(figure) < 10**12 and figure == round(figure, 6) else None


_READERS = {
    "direction": direction_in,
    "rule": rule_in,
    "asked_of": asked_of_in,
    "possible_min": _read_limit,
    "possible_max": _read_limit,
}


def _format_facts(facts: IndicatorFacts) -> dict[str, object]:
    """Return the facts by field in the words of the catalogue's page."""
    indicator = Indicator(unit=facts.unit, **facts.fields)
    shown = {"unit": facts.unit, "direction": indicator.direction and indicator.get_direction_display()}
    if indicator.rule != Indicator.Rule.BY_HAND:
        shown["rule"] = indicator.get_rule_display()
    for name in ("possible_min", "possible_max"):
        if (limit := getattr(indicator, name)) is not None:
            shown[name] = limit
    if indicator.asked_of:
        shown["asked_of"] = indicator.get_asked_of_display()
    return shown | {"group": indicator.group}
