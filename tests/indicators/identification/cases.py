"""Methods and schools for tests of identification, in as few words as a test can bear."""

from collections.abc import Mapping, Sequence

from indicators.identification.format.protocol import SchoolProtocol
from indicators.identification.format.shape import IdentificationShape, names_of, years_of
from indicators.identification.judging.judge import Judge, JudgedSchool, Judgement, layout_of
from indicators.identification.judging.protocol_writing import ProtocolWriter
from schools.directory.kinds import kind_of

LABELS = [str(year) for year in range(2026, 2006, -1)]


def indicator(name: str, unit: str = "%") -> dict:
    return {"kind": "indicator", "indicator": {"name": name, "unit": unit}}


def sign(compare: str = ">=", threshold: str = "30", *, of: str | dict = "А", **settings) -> dict:
    measure = indicator(of) if isinstance(of, str) else of
    name = settings.pop("name", of if isinstance(of, str) else "признак")
    return {
        "kind": "sign", "name": name, "measure": measure, "compare": compare, "threshold": threshold, **settings,
    }  # fmt: skip


def method(rule: dict, **fields) -> IdentificationShape:
    return IdentificationShape.model_validate({"name": "Метод", "rule": rule, **fields})


Values = Mapping[str, str | Sequence[str | None]]  # by indicator: this year's, or also those before


def judge_of(shape: IdentificationShape, units: Mapping[str, str] | None = None) -> Judge:
    """All of the method's indicators in the catalogue, in per cent where the test says nothing else."""
    names = names_of(shape)
    units = {name: (units or {}).get(name.name, "%") for name in names}
    return Judge(shape, layout_of(shape, LABELS[: years_of(shape)], units))


def schools_of(judge: Judge, values: Mapping[str, Values]) -> list[JudgedSchool]:
    layout = judge.layout
    schools = []
    for school, own in values.items():
        texts: list[str | None] = [None] * len(layout)
        for place, name in enumerate(layout.indicators):
            written = own.get(name.name)
            years = [written] if isinstance(written, str) else list(written or [])
            for offset, text in enumerate(years[: len(layout.labels)]):
                texts[layout.slot(place, offset)] = text
        schools.append(JudgedSchool(school, school, texts, kind_of(school)))
    return schools


def judgements(
    rule: dict | IdentificationShape, values: Mapping[str, Values], units: Mapping[str, str] | None = None
) -> dict[str, Judgement]:
    judge = judge_of(rule if isinstance(rule, IdentificationShape) else method(rule), units)
    return {each.school.name: each for each in judge.judge_all(schools_of(judge, values))}


def verdicts(
    rule: dict | IdentificationShape, values: Mapping[str, Values], units: Mapping[str, str] | None = None
) -> dict:
    return {name: each.verdict.value for name, each in judgements(rule, values, units).items()}


def verdict(rule: dict | IdentificationShape, **values) -> str:
    """Of one school: `verdict(sign(), А="31")`."""
    return verdicts(rule, {"СОШ": values})["СОШ"]


def protocol(
    rule: dict | IdentificationShape, values: Mapping[str, Values], units: Mapping[str, str] | None = None
) -> dict[str, SchoolProtocol]:
    judge = judge_of(rule if isinstance(rule, IdentificationShape) else method(rule), units)
    writer = ProtocolWriter(judge)
    return {each.school.name: writer.of(each) for each in judge.judge_all(schools_of(judge, values))}
