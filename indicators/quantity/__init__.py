"""Values of indicators as education departments write them: what they mean, whether a plan is reached, writing them.

A value stays the text that a person typed; its meaning is read from it whenever it is needed. The way is
text → tokens (`tokens`, `figures`, `numerals`) → rules (`grammar`; within words `sentences`, `ways`, `headings`,
`told_before`, `told_behind`, `bases`) → checks (`reader`, `second_reading`) → one of the `quantities`. What the rules
do not understand stays text; whatever could be meant in two ways, or was left aside, carries a doubt: a sentence for
the person who typed it.

`version` is the digest of these modules: values that another reader has read are read anew.

It knows `portal.reading`, of `portal.text` the letters that look alike, and nothing of the database.
A change usually begins in `tests/indicators/quantity/quantity_forms.py` with the form that is written, then in
`grammar` or `sentences`; a new unit in `units`.
"""

from indicators.quantity.figures import write_number
from indicators.quantity.judged_plans import JudgedPlan, PlanMeaning, judged_plan
from indicators.quantity.quantities import (
    Bound,
    Empty,
    MeasuredValue,
    NoData,
    NotApplicable,
    Number,
    NumericValue,
    PlainText,
    Previous,
    Quantity,
    Range,
    Share,
    ShareOfNothing,
)
from indicators.quantity.reached_plans import is_reached
from indicators.quantity.reader import LONGEST_VALUE, read_quantity
from indicators.quantity.units import units_agree
from indicators.quantity.version import READER

__all__ = [
    "LONGEST_VALUE",
    "READER",
    "Bound",
    "Empty",
    "JudgedPlan",
    "MeasuredValue",
    "NoData",
    "NotApplicable",
    "Number",
    "NumericValue",
    "PlainText",
    "PlanMeaning",
    "Previous",
    "Quantity",
    "Range",
    "Share",
    "ShareOfNothing",
    "is_reached",
    "judged_plan",
    "read_quantity",
    "units_agree",
    "write_number",
]
