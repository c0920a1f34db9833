"""A second, plain implementation of methods: slow, and by other means than the portal's.

A value is a list of numbers that it may be: the ends of what is written and the whole numbers between. An answer is
found by asking every one of them, a group's by trying every answer of what isn't known. It reads a method's JSON and
takes values as pairs of text and numbers; texts are not read.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

LEAST = Fraction(1, 10_000)
FAR = Fraction(1_000_000)
ROUNDING = Fraction(2, 10_000)  # within which a value is on its bound
NOT_APPLICABLE, MISSING, UNCLEAR = "not applicable", "missing", "unclear"


@dataclass(frozen=True)
class Written:
    """`points` or, in `lack`, why there are none; a share has its parts, a text may end with a number: its `tail`."""

    text: str
    points: tuple[Fraction, ...] = ()
    lack: str = ""
    count: int | None = None
    total: int | None = None
    tail: tuple[Fraction, ...] = ()


NOTHING = Written("", lack=MISSING)


def between(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """The ends, and the whole numbers between as far as any threshold may lie among them."""
    inner = range(max(int(low) - 1, -200), min(int(high) + 2, 400))
    return tuple(sorted({low, high, *(Fraction(n) for n in inner if low <= n <= high)}))


def kind_of(school: str) -> str | None:
    return {"ООШ": "basic", "СОШ": "secondary"}.get(school.split()[0])


class PlainMethod:
    def __init__(self, method: dict, schools: dict[str, dict[str, list[Written]]]):
        kinds = method.get("kinds")
        self.method = method
        self.schools = {name: own for name, own in schools.items() if not kinds or kind_of(name) in (None, *kinds)}
        self.in_text = False
        self.signs: list[tuple[bool, bool | None]] = []

    def judged(self, school: str) -> tuple[bool, bool | None]:
        """Return whether the rule applies, and its answer; on the way, the same of every sign."""
        self.signs = []
        return self.asked(self.method["rule"], school, 0) if school in self.schools else (False, None)

    def conditions(self, school: str) -> tuple[bool, bool | None]:
        return self.asked(self.method["context"], school, 0) if school in self.schools else (False, None)

    def figure(self, text: str) -> Fraction:
        return Fraction(self.method["parameters"][text[1:]]["value"] if text.startswith("@") else text)

    def asked(self, rule: dict, school: str, year: int) -> tuple[bool, bool | None]:
        if rule["kind"] == "sign":
            answer = self.sign(rule, school, year)
            self.signs.append(answer)
            return answer
        if rule["kind"] == "years":
            answers = [({}, *self.asked(rule["rule"], school, year + back)) for back in range(rule["of_last"])]
        else:
            answers = [(each, *self.asked(each, school, year)) for each in rule["of"]]
        used = [(each, met) for each, applies, met in answers if applies]
        if not used:
            return False, None
        worlds = product(*[[met] if met is not None else [True, False] for _, met in used])
        of = [each for each, _ in used]
        outcomes = {self.group(rule, list(zip(of, world, strict=True)), school, year) for world in worlds}
        return True, outcomes.pop() if len(outcomes) == 1 else None

    def group(self, rule: dict, answers: list[tuple[dict, bool]], school: str, year: int) -> bool | None:
        if any(each.get("obligatory") and not met for each, met in answers):
            return False
        met = [each for each, answer in answers if answer]
        match rule["kind"]:
            case "all":
                return len(met) == len(answers)
            case "any":
                return len(met) > 0
            case "none":
                return len(met) == 0
            case "years":
                return len(met) >= self.figure(rule["k"])
            case "at_least":
                m = self.figure(rule["m"])
                return len(met) >= (min(m, len(answers)) if rule.get("shrinks") else m)
        need = self.figure(rule["threshold"])
        if rule.get("in_percent"):
            need = need * sum(max(self.figure(each.get("weight", "1")), 0) for each, _ in answers) / 100
        given = [self.points(each, school, year) for each in met]
        sums = {sum(choice, Fraction(0)) for choice in product(*[{min(each), max(each)} for each in given])}
        compare = rule.get("compare", ">=")
        found = {s >= need if compare == ">=" else s <= need if compare == "<=" else s < need for s in sums}
        return found.pop() if len(found) == 1 else None

    def points(self, rule: dict, school: str, year: int) -> list[Fraction]:
        """Of a rule that is met; of one that gives for each, of every number for which it can be."""
        weight = self.figure(rule.get("weight", "1"))
        if not rule.get("for_each"):
            return [weight]
        threshold = self.figure(rule["threshold"])
        edges = {threshold - LEAST, threshold, threshold + LEAST, self.figure(rule.get("upper") or "0"), -FAR, FAR}
        numbers = self.taken(rule, school, year).points or (-FAR, FAR)
        low, high = min(numbers), max(numbers)
        return [weight * n for n in {*numbers, *edges} if low <= n <= high and self.plain(rule, n)]

    def value(self, name: str, school: str, year: int) -> Written:
        years = self.schools[school].get(name, [])
        found = years[year] if year < len(years) else NOTHING
        return Written(found.text, found.tail) if self.in_text and found.tail else found

    def measured(self, measure: dict, school: str, year: int) -> Written:
        if measure["kind"] == "indicator":
            return self.value(measure["indicator"]["name"], school, year)
        if measure["kind"] == "to_best":
            return self.to_best(measure["indicator"]["name"], school, year, lowest=measure.get("is_lowest"))
        if measure["kind"] in ("ratio", "difference"):
            pair = [self.value(measure[key]["name"], school, year) for key in ("of", "to")]
            return self.ratio(*pair) if measure["kind"] == "ratio" else self.combined(pair, lambda n: n[0] - n[1])
        parts = [(p, self.part(p, school, year)) for p in measure["parts"]]
        parts = [(p, value) for p, value in parts if value.lack != NOT_APPLICABLE]
        weight = sum(self.figure(p["weight"]) for p, _ in parts)
        if not weight:
            return Written("", lack=NOT_APPLICABLE)
        parts = [(p, value) for p, value in parts if self.figure(p["weight"])]

        def index(numbers: tuple[Fraction, ...]) -> Fraction:
            weighed = Fraction(0)
            for (part, _), number in zip(parts, numbers, strict=True):
                weighed += self.figure(part["weight"]) * (100 - number if part.get("complement") else number)
            return weighed / weight

        return self.combined([value for _, value in parts], index)

    def part(self, part: dict, school: str, year: int) -> Written:
        name, best = part["indicator"]["name"], part.get("best")
        return self.to_best(name, school, year, lowest=best == "lowest") if best else self.value(name, school, year)

    def to_best(self, name: str, school: str, year: int, *, lowest: bool) -> Written:
        """Beside the best of those schools that have one number."""
        value = self.value(name, school, year)
        if value.lack:
            return value
        others = [self.value(name, other, year).points for other in self.schools]
        known = [numbers[0] for numbers in others if len(numbers) == 1]
        best = (min(known) if lowest else max(known)) if known else None
        if best is None or best < 0 or (best == 0 and not lowest) or (lowest and best and min(value.points) <= 0):
            return Written("", lack=UNCLEAR)
        if lowest and best == 0:
            only = Written("", (Fraction(100),), total=value.total)
            return only if set(value.points) == {0} else Written("", lack=UNCLEAR)
        found = self.combined([value], lambda n: best * 100 / n[0] if lowest else n[0] * 100 / best)
        return Written("", found.points, total=value.total)

    def ratio(self, of: Written, to: Written) -> Written:
        if of.points == to.points == (0,):
            return Written("", lack=NOT_APPLICABLE)
        if of.points and to.points and min(to.points) <= 0:
            return Written("", lack=UNCLEAR)
        found = self.combined([of, to], lambda numbers: numbers[0] * 100 / numbers[1])
        if len(of.points) == len(to.points) == 1:
            return Written("", found.points, found.lack, of.points[0], to.points[0])
        return found

    @staticmethod
    def combined(values: list[Written], compute) -> Written:
        """Of every choice of ends, which is enough for what only grows or only falls in each of them."""
        for lack in (NOT_APPLICABLE, MISSING, UNCLEAR):
            if any(value.lack == lack for value in values):
                return Written("", lack=lack)
        numbers = [compute(choice) for choice in product(*[{min(v.points), max(v.points)} for v in values])]
        return Written("", between(min(numbers), max(numbers)))

    def taken(self, sign: dict, school: str, year: int) -> Written:
        first, years = year + sign.get("year", 0), sign.get("years", 1)
        self.in_text = sign.get("in_text", False)
        values = [self.measured(sign["measure"], school, each) for each in range(first, first + years)]
        drops = sign.get("missing") == "drop"
        value = values[0]
        if years > 1:
            values = [each for each in values if each.lack != NOT_APPLICABLE]
            if values and drops:
                values = [each for each in values if each.lack != MISSING] or [NOTHING]
            mean = self.combined(values, lambda numbers: sum(numbers) / len(numbers)) if values else None
            value = mean or Written("", lack=NOT_APPLICABLE)
        kind = kind_of(school)
        if value.lack == MISSING and sign.get("kinds") and kind and kind not in sign["kinds"]:
            value = Written("", lack=NOT_APPLICABLE)
        if value.points and (fewest := self.figure(sign.get("fewest", "0"))):
            value = self.enough(sign, value, school, first, fewest)
        return Written("", lack=NOT_APPLICABLE) if drops and value.lack == MISSING else value

    def enough(self, sign: dict, value: Written, school: str, year: int, fewest: Fraction) -> Written:
        if value.total:
            numbers = [Fraction(value.total)]
        else:
            participants = sign.get("participants")
            self.in_text = False
            numbers = list(self.value(participants["name"], school, year).points) if participants else []
        answers = {number >= fewest for number in numbers}
        if answers == {True}:
            return value
        if answers == {False}:
            return Written("", lack=NOT_APPLICABLE if sign.get("few") == "drop" else "few")
        return Written("", lack=MISSING)

    def sign(self, sign: dict, school: str, year: int) -> tuple[bool, bool | None]:
        value, compare = self.taken(sign, school, year), sign["compare"]
        if value.lack == NOT_APPLICABLE:
            return False, None
        if compare == "absent" and value.lack == UNCLEAR:
            return True, value.text == "нет"
        if value.lack:
            return True, None
        if compare in ("fell", "rose"):
            return self.changed(sign, value, school, year)
        if compare in ("lowest", "highest"):
            answers = self.ranked(sign, value, school, year)
        elif compare in ("below_mean", "above_mean"):
            mean, spread = self.mean(sign, year), self.spread(sign, year)
            if mean is None or spread is None:
                return True, None
            answers = {self.beside(sign, number, mean, spread) for number in value.points}
        else:
            answers = {self.plain(sign, number) for number in value.points}
        return True, answers.pop() if len(answers) == 1 else None

    def plain(self, sign: dict, number: Fraction) -> bool:
        threshold = self.figure(sign["threshold"])
        match sign["compare"]:
            case "<":
                return number < threshold
            case "<=":
                return number <= threshold
            case ">":
                return number > threshold
            case ">=":
                return number >= threshold
            case "between":
                return threshold <= number <= self.figure(sign["upper"])
        return number == 0

    def beside(self, sign: dict, number: Fraction, mean: Fraction, spread: Fraction) -> bool:
        """`spread`: the mean of the squared distances, which is compared squared, without a root."""
        by, gap = self.figure(sign["threshold"]), sign.get("gap", "units")
        is_below = sign["compare"] == "below_mean"
        if gap == "percent":
            return number < mean * by / 100 - ROUNDING if is_below else number > mean * by / 100 + ROUNDING
        distance = mean - number if is_below else number - mean
        if gap == "units":
            return distance >= by if by else distance > 0
        return distance > 0 and (distance + ROUNDING) ** 2 >= by**2 * spread if spread else distance > ROUNDING

    def spread(self, sign: dict, year: int) -> Fraction | None:
        gap = sign.get("gap", "units")
        numbers = self.numbers(sign, year)
        divisor = len(numbers) - (gap == "sample_deviations")
        if gap not in ("deviations", "sample_deviations"):
            return Fraction(0)
        return sum((n - sum(numbers) / len(numbers)) ** 2 for n in numbers) / divisor if divisor > 0 else None

    def numbers(self, sign: dict, year: int) -> list[Fraction]:
        values = [self.taken(sign, school, year) for school in self.schools]
        return [value.points[0] for value in values if len(value.points) == 1]

    def mean(self, sign: dict, year: int) -> Fraction | None:
        values = [self.taken(sign, school, year) for school in self.schools]
        if sign.get("pooled"):
            shares = [value for value in values if value.points and value.count is not None and value.total]
            total = sum(value.total for value in shares)
            return Fraction(sum(value.count for value in shares) * 100, total) if total else None
        numbers = [value.points[0] for value in values if len(value.points) == 1]
        return sum(numbers) / len(numbers) if numbers else None

    def ranked(self, sign: dict, value: Written, school: str, year: int) -> set[bool]:
        """For each number that the school may have: how many others surely and possibly stand before it."""
        others = [self.taken(sign, other, year) for other in self.schools if other != school]
        others = [(other.points or (-(FAR**2), FAR**2)) for other in others if other.lack != NOT_APPLICABLE]
        places = self.figure(sign["threshold"])
        if sign.get("in_percent"):
            places = places * (len(others) + 1) / 100
        turn = 1 if sign["compare"] == "lowest" else -1
        answers = set()
        for number in (min(value.points), max(value.points)):
            answers.add(sum(max(turn * p for p in other) < turn * number for other in others) < places)
            answers.add(sum(min(turn * p for p in other) < turn * number for other in others) < places)
        return answers

    def changed(self, sign: dict, value: Written, school: str, year: int) -> tuple[bool, bool | None]:
        self.in_text = sign.get("in_text", False)
        before = self.measured(sign["measure"], school, year + sign.get("year", 0) + 1)
        if before.lack:
            dropped = before.lack == NOT_APPLICABLE or (before.lack == MISSING and sign.get("missing") == "drop")
            return not dropped, None
        by, turn = self.figure(sign["threshold"]), 1 if sign["compare"] == "rose" else -1
        changes = {turn * (now - was) for now in value.points for was in before.points}
        answers = {change >= by if by else change > 0 for change in changes}
        return True, answers.pop() if len(answers) == 1 else None
