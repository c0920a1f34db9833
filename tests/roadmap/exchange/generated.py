"""Whatever the format allows: every optional key there or not, lists empty or full, words of any kind."""

from hypothesis import strategies as st

from roadmap.exchange.format import (
    AbbreviationShape,
    ActivityShape,
    AnnexShape,
    Approval,
    CriterionShape,
    PassportRow,
    Person,
    SectionShape,
    StageShape,
)
from roadmap.exchange.versions import with_version

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<\x00"), max_size=12) | st.sampled_from(
    ["", "-", "1 (9%)", "«Ежегодно»\nиюнь", " пробелы ", "<u>сноска</u>", "1.", "№ 2"]
)
NAMES = WORDS.filter(bool)
LABELS = st.sampled_from(["2019", "2020", "2018-2019", "2018-2020", "2020-2019", "2019-Q4", "2020-02"])


CELLS = st.dictionaries(st.sampled_from(["column-1", "column-2"]), WORDS, min_size=1)
MARKS = st.dictionaries(st.sampled_from(["2019-Q1", "2019-H2", "2019-04", "2020"]), WORDS, min_size=1)
TABLES = st.lists(
    st.fixed_dictionaries(
        {"rows": st.lists(st.lists(WORDS, min_size=1, max_size=2), max_size=2)},
        optional={"title": WORDS, "header_rows": st.integers(0, 2), "merged": st.just([[0, 0, 1, 2]])},
    ),
    min_size=1,
    max_size=2,
)
NO_WORDS = {"cells": CELLS, "marks": MARKS, "tables": TABLES}


def shape(**optional) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries({}, optional=optional)


def words_of(model) -> st.SearchStrategy[dict]:
    """An object of the format all of whose keys are optional words, or what stands in their place."""
    return shape(**{key: NO_WORDS.get(key, WORDS) for key in model.model_fields})


def few(strategy) -> st.SearchStrategy[list]:
    return st.lists(strategy, max_size=3)


def columns(*keys: str) -> st.SearchStrategy[list]:
    return st.lists(st.sampled_from(keys), unique=True).map(lambda chosen: [{"key": key} for key in chosen])


def indicator_tables() -> st.SearchStrategy[dict]:
    value = shape(plan=WORDS, fact=WORDS).filter(bool)

    def table(labels: list[str]) -> st.SearchStrategy[dict]:
        values = st.dictionaries(st.sampled_from(labels), value) if labels else st.just({})
        row = shape(
            number=WORDS,
            name=WORDS,
            heading=WORDS,
            baseline=WORDS,
            values=values,
            target=WORDS,
            unit=WORDS,
            cells=CELLS,
        )
        return st.fixed_dictionaries(
            {"periods": st.just(labels)},
            optional={
                "title": WORDS,
                "layout": st.sampled_from(["periods-in-columns", "periods-in-rows"]),
                "columns": columns("number", "name", "baseline", "values", "target", "period", "unit", "column-1"),
                "groups": few(shape(title=WORDS, rows=few(row))),
            },
        )

    return st.lists(LABELS, unique=True, max_size=3).flatmap(table) | shape(title=WORDS)


def directions() -> st.SearchStrategy[dict]:
    plain = words_of(ActivityShape).map(lambda keys: {k: v for k, v in keys.items() if k != "stages"})
    staged = st.fixed_dictionaries(
        {"stages": st.lists(words_of(StageShape), min_size=1, max_size=2)},
        optional={"number": WORDS, "name": WORDS, "report": WORDS},
    ).filter(lambda activity: any("name" not in stage for stage in activity["stages"]))
    leaf = shape(number=WORDS, title=WORDS, activities=few(plain | staged))
    return st.recursive(
        leaf,
        lambda inner: shape(number=WORDS, title=WORDS, activities=few(plain), directions=few(inner)),
        max_leaves=4,
    )


@st.composite
def documents(draw) -> dict:
    ids = draw(st.lists(st.sampled_from(["1", "2", "327/1"]), unique=True))
    orders = [
        draw(
            shape(
                act=st.sampled_from(["ПОСТАНОВЛЕНИЕ", "Решение", "Р А С П О Р Я Ж Е Н И Е", "ПРИКАЗ"]),
                number=WORDS, issuer=WORDS, place=WORDS, title=WORDS, preamble=WORDS, clauses=few(WORDS),
                date=st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10)), signatory=words_of(Person),
            )
        ) | {"id": key}
        for key in ids
    ]  # fmt: skip
    reference = {"order": st.sampled_from(ids)} if ids else {}
    programme = draw(
        st.fixed_dictionaries(
            {"title": NAMES, "period": st.just({"start": 2019, "end": 2022})},
            optional={
                "kind": st.sampled_from(["programme", "measures", "plan"]),
                "approved_by": shape(annex=WORDS, caption=WORDS, **reference),
                "approval_stamp": words_of(Person),
                "abbreviations": few(words_of(AbbreviationShape)),
                "passport": few(words_of(PassportRow)),
                "sections": few(words_of(SectionShape) | st.just({"title": "Паспорт программы"})),
                "indicators": indicator_tables(),
                "roadmap": shape(
                    title=WORDS,
                    period=WORDS,
                    directions=few(directions()),
                    columns=columns("number", "name", "start", "2019-Q1", "column-2", "report"),
                ),
            },
        )
    )
    assert set(Approval.model_fields) == {"order", "annex", "caption"}
    annexes = few(
        shape(**{key: NO_WORDS.get(key, WORDS) for key in AnnexShape.model_fields if key != "order"}, **reference)
    )
    listed = shape(school=WORDS, criteria=few(words_of(CriterionShape)))
    lists = few(
        shape(
            title=WORDS, year=LABELS, annex=WORDS, caption=WORDS, columns=few(WORDS), schools=few(listed), **reference
        )
    )
    optional = draw(shape(schools=few(shape(name=NAMES)), annexes=annexes, low_result_schools=lists))
    department = words_of(Person).flatmap(lambda head: shape(name=WORDS, full_name=WORDS, head=st.just(head)))
    municipality = draw(st.fixed_dictionaries({"name": NAMES}, optional={"region": WORDS, "department": department}))
    return with_version({
        "municipality": municipality, "programme": programme,
        **({"orders": orders} if orders or draw(st.booleans()) else {}), **optional,
    })  # fmt: skip
