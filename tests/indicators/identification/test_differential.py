"""The evaluator against a second, plain implementation, on generated methods and values."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.identification.judging.protocol_writing import ProtocolWriter
from indicators.identification.methods.form.editor import MethodEditor
from indicators.identification.shared.answers import Answer, SchoolVerdict
from tests.indicators.identification.cases import judge_of, method, schools_of
from tests.indicators.identification.plain_methods import (
    FAR,
    LEAST,
    MISSING,
    NOT_APPLICABLE,
    NOTHING,
    UNCLEAR,
    PlainMethod,
    Written,
    between,
)

NAMES = ["А", "Б", "В"]
KINDS_IN_NAMES = ["Школа", "ООШ", "СОШ"]  # of no kind that its name tells, basic, secondary
YEARS = 6
whole = st.integers(0, 100)
few = st.sampled_from([0, 10, 20, 30, 50])  # so that values meet thresholds
number = whole | few


def exact(n: int) -> Written:
    return Written(str(n), (Fraction(n),))


def bound(words: str, n: int) -> Written:
    points = {
        "более": (n + LEAST, FAR), "не менее": (Fraction(n), FAR),
        "менее": (-FAR, n - LEAST), "не более": (-FAR, Fraction(n)),
    }  # fmt: skip
    return Written(f"{words} {n}", between(*points[words]))


def share(count: int, total: int) -> Written:
    count = min(count, total)
    return Written(f"{count} из {total}", (Fraction(count * 100, total),), count=count, total=total)


def range_of(a: int, b: int) -> Written:
    low, high = sorted((a, b))
    return Written(f"{low}–{high}", between(Fraction(low), Fraction(high))) if low < high else exact(low)


words = st.sampled_from(
    [
        Written("-", lack=NOT_APPLICABLE), Written("не проводилось", lack=NOT_APPLICABLE), Written("н/д", lack=MISSING),
        NOTHING, Written("хорошо", lack=UNCLEAR), Written("нет", lack=UNCLEAR), Written("7 чел.", lack=UNCLEAR),
        Written("Подтвердили – 30%", lack=UNCLEAR, tail=(Fraction(30),)),
    ]
)  # fmt: skip
values = st.one_of(
    st.builds(exact, number),
    st.builds(exact, few),
    st.builds(bound, st.sampled_from(["более", "не менее", "менее", "не более"]), number),
    st.builds(share, st.integers(0, 20), st.sampled_from([4, 5, 8, 10, 20])),
    st.builds(range_of, number, number),
    words,
)
schools = st.lists(
    st.fixed_dictionaries({name: st.lists(values, min_size=0, max_size=YEARS) for name in NAMES}),
    min_size=1,
    max_size=5,
).map(lambda found: {f"{KINDS_IN_NAMES[place % 3]} {place}": own for place, own in enumerate(found)})

names = st.sampled_from(NAMES).map(lambda name: {"name": name})
parts = st.fixed_dictionaries(
    {
        "indicator": names, "weight": st.integers(0, 3).map(str), "complement": st.booleans(),
        "best": st.sampled_from(["", "", "highest", "lowest"]),
    }
)  # fmt: skip
plain_measure = names.map(lambda name: {"kind": "indicator", "indicator": name})
measures = st.one_of(
    plain_measure,
    plain_measure,
    st.builds(
        lambda kind, of, to: {"kind": kind, "of": of, "to": to}, st.sampled_from(["ratio", "difference"]), names, names
    ).filter(lambda m: m["of"] != m["to"]),
    st.builds(lambda name, low: {"kind": "to_best", "indicator": name, "is_lowest": low}, names, st.booleans()),
    st.lists(parts, min_size=1, max_size=3, unique_by=lambda part: part["indicator"]["name"])
    .filter(lambda found: any(part["weight"] != "0" for part in found))
    .map(lambda found: {"kind": "index", "name": "индекс", "parts": found}),
)
PLAIN = ["<", "<=", ">", ">=", "between", "absent"]
RELATIVE = ["lowest", "highest", "below_mean", "above_mean", "fell", "rose"]


kinds = st.lists(st.sampled_from(["basic", "secondary"]), min_size=1, max_size=2, unique=True)


@st.composite
def signs(draw) -> dict:
    compare = draw(st.sampled_from(PLAIN + RELATIVE))
    sign = {
        "kind": "sign", "name": "признак", "compare": compare,
        "measure": draw(plain_measure if compare == "absent" else measures),
        "threshold": str(draw(number)), "missing": draw(st.sampled_from(["unknown", "drop"])),
        "year": draw(st.integers(0, 1)), "weight": str(draw(st.integers(0, 5))), "obligatory": draw(st.booleans()),
    }  # fmt: skip
    if compare not in ("fell", "rose", "absent"):
        sign["years"] = draw(st.sampled_from([1, 1, 2, 3]))
    if compare == "between":
        sign["upper"] = str(int(sign["threshold"]) + draw(st.integers(0, 40)))
    if compare in ("lowest", "highest"):
        sign["in_percent"] = draw(st.booleans())
        sign["threshold"] = str(draw(st.integers(1, 60 if sign["in_percent"] else 5)))
    if compare.endswith("_mean"):
        sign["gap"] = draw(st.sampled_from(["units", "percent", "deviations", "sample_deviations"]))
        if sign["gap"] != "units":
            sign["threshold"] = draw(st.sampled_from(["50", "75", "100"] if sign["gap"] == "percent" else ["1", "0.5"]))
    if (
        compare.endswith("_mean")
        and not sign["gap"].endswith("deviations")
        and sign["measure"]["kind"] == "indicator"
        and sign["years"] == 1
    ):
        sign["pooled"] = draw(st.booleans())
    if draw(st.integers(0, 3)) == 0:
        sign["kinds"] = draw(kinds)
    sign["in_text"] = draw(st.booleans())
    if draw(st.integers(0, 4)) == 0:
        sign |= {"fewest": str(draw(st.sampled_from([5, 10, 20]))), "few": draw(st.sampled_from(["unknown", "drop"]))}
        sign |= {"participants": draw(names)} if draw(st.booleans()) else {}
    return sign


@st.composite
def with_points(draw, rule: dict) -> dict:
    """What only a rule of a group of points may have: less than nothing, and points for each."""
    rule = {**rule, "weight": str(draw(st.integers(-3, 5)))}
    if rule["kind"] == "sign" and rule["compare"] in ("<", "<=", ">", ">=", "between"):
        rule["for_each"] = draw(st.sampled_from([False, False, True]))
    return rule


@st.composite
def groups(draw, inner) -> dict:
    kind = draw(st.sampled_from(["all", "any", "none", "at_least", "points", "years"]))
    common = {"kind": kind, "weight": str(draw(st.integers(0, 5))), "obligatory": draw(st.booleans())}
    if kind == "years":
        last = draw(st.integers(1, 3))
        return {**common, "k": str(draw(st.integers(1, last))), "of_last": last, "rule": draw(inner)}
    of = draw(st.lists(inner, min_size=1, max_size=4))
    if kind == "none":
        of = [{**each, "obligatory": False} for each in of]
    if kind == "at_least":
        common |= {"m": str(draw(st.integers(1, len(of)))), "shrinks": draw(st.booleans())}
    if kind == "points":
        of = [draw(with_points(each)) for each in of]
        positive_for_each = any(each.get("for_each") and int(each["weight"]) > 0 for each in of)
        common |= {
            "threshold": str(draw(st.integers(-4, 12))), "in_percent": not positive_for_each and draw(st.booleans()),
            "compare": draw(st.sampled_from([">=", ">=", "<=", "<"])),
        }  # fmt: skip
        if common["in_percent"]:
            common["threshold"] = str(draw(st.sampled_from([0, 25, 50, 75, 100])))
    return {**common, "of": of}


rules = st.recursive(signs(), groups, max_leaves=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rule=rules, context=signs(), for_kinds=st.just([]) | kinds, found=schools)
def test_both_implementations_say_the_same_of_every_school_and_sign(rule, context, for_kinds, found):
    """Of whatever the form of a method can make: what it sends is read first."""
    texts = {
        school: {name: [value.text for value in years] for name, years in own.items()} for school, own in found.items()
    }
    plain = PlainMethod({"rule": rule, "context": context, "kinds": for_kinds}, found)
    judge = judge_of(MethodEditor.of(method(rule, context=context, kinds=for_kinds), []).shape)
    judged = {each.school.name: each for each in judge.judge_all(schools_of(judge, texts))}

    for school in found:
        applies, met = plain.judged(school)
        assert judged[school].verdict == (SchoolVerdict.of(Answer(met) if applies else Answer.NOT_FOR_THIS_SCHOOL))
        outcome, conditions = judged[school].rule, judged[school].context
        if outcome is None:
            assert (applies, conditions) == (False, None)
            continue
        assert (conditions.applies, conditions.met) == plain.conditions(school)
        plain.judged(school)
        assert (outcome.applies, outcome.met) == (applies, met)
        signs_of_school = ProtocolWriter(judge).signs(outcome)
        assert [(sign.applies, sign.met) for sign in signs_of_school] == plain.signs
