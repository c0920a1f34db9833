"""Tables that the document has and the portal keeps as they stand: in the text of a section, of money by years."""

from portal.text.prose import parse_prose
from reports.blocks.cells import cell
from reports.blocks.content import Block, Table, TableColumn, TableRow
from reports.blocks.framing import heading
from roadmap.programmes.kept_tables import kept_lines, pieces_of


def text_with_tables(text: str | None, tables: list[dict]) -> tuple[Block, ...]:
    """The text's blocks, with each table where «[table 1]» stands; those that stand nowhere come last."""
    if not tables:
        return parse_prose(text)
    blocks: list[Block] = []
    for piece in pieces_of(text, tables):
        blocks += parse_prose(piece) if isinstance(piece, str) else kept_table(piece)
    return tuple(blocks)


def resources_blocks(resources: dict | None) -> tuple[Block, ...]:
    """Money by years and sources, under its own heading."""
    if not resources:
        return ()
    return *heading(resources.get("title"), 2), *kept_table(resources["table"])


def kept_table(kept: dict) -> tuple[Block, ...]:
    """As the document has it."""
    title = parse_prose(kept.get("title"), "right")
    lines = kept_lines(kept)
    width = max((sum(each.columns for each in line) for line in lines), default=0)
    if not width:
        return title
    count = min(kept.get("header_rows") or 0, len(lines))
    rows = [
        TableRow(
            tuple(
                cell(each.text, "center" if at < count else "left", bold=at < count, colspan=each.columns,
                     rowspan=each.rows)
                for each in line
            )
        )
        for at, line in enumerate(lines)
    ]  # fmt: skip
    return *title, Table((TableColumn("text"),) * width, tuple(rows[:count]), tuple(rows[count:]))
