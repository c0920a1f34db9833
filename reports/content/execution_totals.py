"""How many assignments were done in time, late and not at all: a sentence, and a table by directions."""

from collections import Counter

from indicators.identification.wording import plural
from portal.prose import Paragraph, parse_prose, parse_spans
from reports.content.blocks import Block, Cell, Column, Row, Table
from reports.queries.execution import Days, Execution, Outcome, count_outcomes


def totals_blocks(execution: Execution, days: Days) -> tuple[Block, ...]:
    assignments = execution.assignments
    if not assignments:
        return ()
    table = (_by_directions(execution),) if len(execution.directions) > 1 else ()
    return Paragraph(parse_spans(total_sentence(count_outcomes(assignments)))), *table


def total_sentence(counted: Counter) -> str:
    """«Предусмотрено 12 поручений: выполнено в срок – 7, нет отчёта – 1.»"""
    total = counted.total()
    verb = plural(total, "Предусмотрено", "Предусмотрены", "Предусмотрено")
    noun = plural(total, "поручение", "поручения", "поручений")
    each = ", ".join(f"{outcome.label} – {counted[outcome]}" for outcome in Outcome if counted[outcome])
    return f"{verb} {total} {noun}: {each}."


def _by_directions(execution: Execution) -> Table:
    """Outcomes that nothing came to have no column."""
    counted = [
        (str(direction), count_outcomes(each for one in reported for each in one.assignments))
        for direction, reported in execution.directions
    ]
    whole = sum((counts for _, counts in counted), Counter())
    shown = [outcome for outcome in Outcome if whole[outcome]]
    titles = ["Направление", "Всего", *(str(outcome.label).capitalize() for outcome in shown)]
    header = Row(tuple(Cell(parse_prose(title, "center"), align="center", bold=True) for title in titles))
    rows = [_row(title, counts, shown) for title, counts in counted]
    rows.append(_row("Итого", whole, shown, bold=True))
    columns = (Column("text"), *(Column("figure") for _ in titles[1:]))
    return Table(columns, (header,), tuple(rows))


def _row(title: str, counts: Counter, shown: list[Outcome], *, bold: bool = False) -> Row:
    figures = (counts.total(), *(counts[outcome] for outcome in shown))
    cells = (Cell(parse_prose(str(number), "center"), align="center", bold=bold) for number in figures)
    return Row((Cell(parse_prose(title, "left"), bold=bold), *cells))
