"""The base of all measures (what a sign compares): a shape in a method's JSON, and a reader of a school's values."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Protocol

from pydantic import PlainValidator, SerializeAsAny

from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.identification.shared.found_kinds import MEASURES, name_of_kind, read_as_its_kind
from indicators.identification.shared.method_parts import IndicatorName, MethodPart, NumberOf
from indicators.identification.shared.value_layout import JudgedCase, Preparation
from indicators.quantity.intervals import Interval


class MeasureReader(Protocol):
    def at(self, case: JudgedCase, offset: int) -> ComparedValue:
        """The measure's value for the school, `offset` years before the judged one."""


class MeasureShape(MethodPart, ABC):
    """A measure as data; if `is_of_others`, its value for a school depends on the values of other schools."""

    is_of_others: ClassVar[bool] = False

    @property
    @abstractmethod
    def title(self) -> str:
        """The name of a sign with this measure, if nobody has given it one."""

    @property
    @abstractmethod
    def compared_unit(self) -> str: ...

    @abstractmethod
    def names(self) -> list[IndicatorName]:
        """The indicators whose values the measure reads."""

    @abstractmethod
    def reader(self, made: Preparation, *, in_text: bool = False) -> MeasureReader:
        """The reader of the measure; with `in_text` it takes a number at the end of a text too (`read_in_text`)."""

    def explained(self, number_of: NumberOf) -> str:
        """What the measure is made of, for brackets in the sign's sentence; "" if its title says that already."""
        return ""

    def faults(self, number_of: NumberOf) -> Iterator[str]:
        """Faults in the measure's figures, as sentences without a full stop."""
        yield from ()


AnyMeasure = Annotated[SerializeAsAny[MeasureShape], PlainValidator(read_as_its_kind(MEASURES, MeasureShape))]


class MeasureFields:
    """How the form of a sign offers a kind of measure: its lines in the list, and the fields that it needs.

    The form has two fields for indicators, `of` and `to`, and a hidden one, `index`, for what it can't take apart.
    """

    choices: ClassVar[list[tuple[str, str]]]
    asks: ClassVar[Mapping[str, str]] = {}  # the needed fields, each with the sentence if it is empty

    @staticmethod
    def is_offered(is_sent: Mapping[str, object]) -> bool:
        """Return whether the list offers this kind, given the contents of the hidden fields."""
        return True

    @staticmethod
    def measure(choice: str, data: Mapping[str, object]) -> MeasureShape:
        """The measure that the form's data describe. Raises forms.ValidationError if they make no sense."""
        raise NotImplementedError

    @staticmethod
    def sent(measure: MeasureShape) -> dict[str, str]:
        """The contents of the form's fields, `measure` included, that describe this measure."""
        raise NotImplementedError


@dataclass(frozen=True)
class MeasureKind:
    shape: type[MeasureShape]
    fields: type[MeasureFields]
    place: int

    @property
    def name(self) -> str:
        return name_of_kind(self.shape)


_WORST = (ValueState.NOT_APPLICABLE, ValueState.MISSING, ValueState.UNCLEAR)


def worst_without_number(*readings: ComparedValue) -> ComparedValue | None:
    """Of the readings without a number the decisive one: not applicable, else missing, else unclear; None if none."""
    lacking = [reading for reading in readings if reading.interval is None]
    return min(lacking, key=lambda reading: _WORST.index(reading.state)) if lacking else None


def mean_of_years(readings: list[ComparedValue], *, drops_missing: bool) -> ComparedValue:
    """The mean over the years that apply to the school.

    Missing years are left out if `drops_missing`; otherwise one of them leaves the mean without a number.
    """
    text = "; ".join(reading.text or "пусто" for reading in readings) if any(r.text for r in readings) else ""
    used = [reading for reading in readings if reading.state is not ValueState.NOT_APPLICABLE]
    if not used:
        return ComparedValue(text, ValueState.NOT_APPLICABLE, why=readings[0].why)
    if drops_missing:
        used = [reading for reading in used if reading.state is not ValueState.MISSING]
    notes = tuple(note for reading in used for note in reading.notes)
    if not used:
        return ComparedValue(text, ValueState.MISSING, why="данных нет ни за один год")
    if worst := worst_without_number(*used):
        return ComparedValue(text, worst.state, why=worst.why, notes=notes)
    total = Interval(Decimal(0), Decimal(0))
    for reading in used:
        total += reading.interval
    if len(used) < len(readings):
        notes = (*notes, f"среднее за {len(used)} из {len(readings)} лет")
    years = Decimal(len(used))
    return ComparedValue(text, ValueState.VALUE, total.divided_by(Interval(years, years)), notes=notes)
