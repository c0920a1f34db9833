"""A measure: what a sign compares. Its shape stands in a method's JSON, its reader finds it in a school's texts."""

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
        """Of the year so many before the one judged."""


class MeasureShape(MethodPart, ABC):
    """`is_of_others`: what it says of a school depends on the values of others."""

    is_of_others: ClassVar[bool] = False

    @property
    @abstractmethod
    def title(self) -> str:
        """What a sign is called that nobody has named."""

    @property
    @abstractmethod
    def compared_unit(self) -> str: ...

    @abstractmethod
    def names(self) -> list[IndicatorName]:
        """The indicators that it reads."""

    @abstractmethod
    def reader(self, made: Preparation, *, in_text: bool = False) -> MeasureReader: ...

    def explained(self, number_of: NumberOf) -> str:
        """What the sentence of a sign says of it in brackets, where its title doesn't tell what it is made of."""
        return ""

    def faults(self, number_of: NumberOf) -> Iterator[str]:
        """What its figures say that can't be, without a full stop."""
        yield from ()


AnyMeasure = Annotated[SerializeAsAny[MeasureShape], PlainValidator(read_as_its_kind(MEASURES, MeasureShape))]


class MeasureFields:
    """How a kind of measure stands in the form of a sign: its lines in the list, the fields that it asks for.

    The form has two fields for indicators, `of` and `to`, and a hidden one for what it doesn't take apart, `index`.
    """

    choices: ClassVar[list[tuple[str, str]]]
    asks: ClassVar[Mapping[str, str]] = {}  # what to say where such a field is empty

    @staticmethod
    def is_offered(is_sent: Mapping[str, object]) -> bool:
        """Whether the list has it, by the hidden fields that were sent."""
        return True

    @staticmethod
    def measure(choice: str, data: Mapping[str, object]) -> MeasureShape:
        """From what was sent, as far as it was understood; forms.ValidationError where it makes no sense."""
        raise NotImplementedError

    @staticmethod
    def sent(measure: MeasureShape) -> dict[str, str]:
        """The fields that would send this measure, `measure` among them."""
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
    """The reading that decides for all: what doesn't apply before what is missing before what is unclear."""
    lacking = [reading for reading in readings if reading.interval is None]
    return min(lacking, key=lambda reading: _WORST.index(reading.state)) if lacking else None


def mean_of_years(readings: list[ComparedValue], *, drops_missing: bool) -> ComparedValue:
    """Over the years that apply to the school; of what is missing, as the sign says."""
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
