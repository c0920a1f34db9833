"""One address for a cell of the grid of values: what the server writes, the server and the browser read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.values.address import AddressPart, CellAddress
from indicators.values.locks import Locks
from indicators.values.models import Value
from indicators.workbooks.labels import column_label, column_name, read_label, read_part, row_label
from tests.browser import needs_browser

numbers = st.integers(1, 10**18 - 1)
labels = st.integers(1000, 9998).map(str) | st.integers(1000, 9998).map(lambda year: f"{year}-{year + 1}")
addresses = st.builds(CellAddress, numbers, labels, st.none() | numbers, st.sampled_from(Value.Kind.values))


@given(addresses)
def test_what_is_written_is_read_back(address):
    assert CellAddress.parse(str(address)) == address
    assert len(str(address).split(":")) == 4


@pytest.mark.parametrize(
    "text",
    [
        *("", ":::", "1:2:2026", "1:2:2026:fact:schools", "1:2:2026:forecast", "1:2:2026:", "1:2:26:fact", "1:2::fact"),
        *(":2:2026:fact", "x:2:2026:fact", "1:x:2026:fact", "-1:2:2026:fact", "1: 2:2026:fact", "1_0:2:2026:fact"),
        *("٣:2:2026:fact", f"{10**18}:2:2026:fact", None, 5, {"indicator": 1}),
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - each has a sentence of its own
        CellAddress.parse(text)


@given(addresses)
def test_parts_come_to_the_address_in_whatever_line_they_stand(address):
    school, indicator = AddressPart.of_school(address.school_id), AddressPart(address.indicator_id)
    rest = AddressPart(period=address.period, kind=address.kind)

    assert rest.with_those_of(school).with_those_of(indicator).address == address
    assert indicator.with_those_of(rest).with_those_of(school).address == address
    for part in (school.with_those_of(indicator), school.with_those_of(rest), indicator.with_those_of(rest)):
        assert part.address is None


@pytest.mark.parametrize(
    ("part", "written", "label", "name"),
    [
        (AddressPart(5), "5:::", '{"indicator":5}', "5"),
        (AddressPart.of_school(3), ":3::", '{"school":3}', "3"),
        (AddressPart.of_school(None), "", '{"school":null}', "None"),
        (AddressPart(period="2026", kind="fact"), "::2026:fact", '{"period":"2026","kind":"fact"}', "2026:fact"),
        (AddressPart(), "", "{}", ""),
    ],
)
def test_a_workbook_s_label_is_what_it_always_was(part, written, label, name):
    assert (str(part), column_label(part), column_name(part)) == (written, label, name)
    assert row_label(part, {}) == f'{{"key":{label},"seen":{{}}}}'
    assert read_part(read_label(label)) == part
    assert bool(part) == (label != "{}")


def test_a_collection_s_lock_holds_every_kind_of_the_value_and_nothing_beside():
    locks = Locks({7: "не ваша"}, {CellAddress(1, "2026", 3): "принято"})

    assert {locks.why(CellAddress(1, "2026", 3, kind)) for kind in Value.Kind.values} == {"принято"}
    for free in (
        CellAddress(2, "2026", 3),
        CellAddress(1, "2025", 3),
        CellAddress(1, "2026", 4),
        CellAddress(1, "2026"),
    ):
        assert locks.why(free) == ""
    assert locks.why(CellAddress(2, "2025", 7)) == "не ваша"


@needs_browser
def test_the_browser_puts_parts_together_as_the_server_does(sheet):
    parts = [
        (AddressPart(period="2026", kind="fact"), AddressPart(5), AddressPart.of_school(3)),
        (AddressPart.of_school(3), AddressPart(period="2026-2027", kind="plan"), AddressPart(5)),
        (AddressPart(period="2026", kind="fact"), AddressPart.of_school(None), AddressPart(5)),
        (AddressPart.of_school(3), AddressPart(), AddressPart(5)),
    ]
    told = sheet.page.evaluate(
        """async (lines) => {
          const { addressOf, isComplete, parse } = await import("/static/indicators/values/grid/table/address.js");
          return lines.map((texts) => {
            const address = addressOf(...texts.map((cell) => ({ dataset: cell ? { cell } : {} })));
            return [address, isComplete(address), parse(address)];
          });
        }""",
        [[str(part) for part in line] for line in parts],
    )

    for line, (address, is_complete, parsed) in zip(parts, told, strict=True):
        whole = line[0].with_those_of(line[1]).with_those_of(line[2])
        assert address == str(whole)
        assert is_complete == (whole.address is not None)
        if is_complete:
            assert json.dumps(parsed) == json.dumps(
                dict(zip(("indicator", "school", "period", "kind"), address.split(":"), strict=True))
            )
