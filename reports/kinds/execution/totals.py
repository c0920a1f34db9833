"""The report's totals: how many assignments were done in time, late or not, as a sentence and by directions."""

from collections import Counter

from portal.text.plurals import plural
from portal.text.prose import Paragraph, parse_spans
from reports.blocks.cells import cell, figure_cell, table_of
from reports.blocks.content import Block, Table, TableRow
from reports.kinds.execution.queries import AssignmentOutcome, Days, Execution, count_outcomes, without_waived


def totals_blocks(execution: Execution, days: Days) -> tuple[Block, ...]:
    assignments = execution.assignments
    if not assignments:
        return ()
    table = (_by_directions(execution),) if len(execution.directions) > 1 else ()
    return Paragraph(parse_spans(total_sentence(count_outcomes(assignments)))), *table


def total_sentence(counted: Counter) -> str:
    """Return such a sentence: «Предусмотрено 8 поручений: выполнено в срок – 7, нет отчёта – 1.»

    What is not required isn't among them, but told behind them: «Не требуется поручений: 3.»
    """
    waived, counted = counted[AssignmentOutcome.WAIVED], without_waived(counted)
    total = counted.total()
    beside = f"Не требуется поручений: {waived}." if waived else ""
    if not total and waived:
        return beside
    verb = plural(total, "Предусмотрено", "Предусмотрены", "Предусмотрено")
    noun = plural(total, "поручение", "поручения", "поручений")
    each = ", ".join(f"{outcome.label} – {counted[outcome]}" for outcome in AssignmentOutcome if counted[outcome])
    return f"{verb} {total} {noun}: {each}. {beside}".rstrip()


def _by_directions(execution: Execution) -> Table:
    """Build the table of outcomes by direction, with a column only for outcomes that occur."""
    counted = [
        (str(direction), without_waived(count_outcomes(each for one in reported for each in one.assignments)))
        for direction, reported in execution.directions
    ]
    whole = sum((counts for _, counts in counted), Counter())
    shown = [outcome for outcome in AssignmentOutcome if whole[outcome]]
    titles = ["Направление", "Всего", *(str(outcome.label).capitalize() for outcome in shown)]
    rows = [_row(title, counts, shown) for title, counts in counted]
    rows.append(_row("Итого", whole, shown, bold=True))
    return table_of(titles, ["text", *("figure" for _ in titles[1:])], rows)


def _row(title: str, counts: Counter, shown: list[AssignmentOutcome], *, bold: bool = False) -> TableRow:
    figures = (counts.total(), *(counts[outcome] for outcome in shown))
    return TableRow((cell(title, bold=bold), *(figure_cell(str(number), bold=bold) for number in figures)))
