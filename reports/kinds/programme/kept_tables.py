"""Prints tables that the portal keeps just as the document has them: within texts, and of money by years."""

from portal.text.prose import parse_prose
from reports.blocks.cells import cell
from reports.blocks.content import Block, Table, TableColumn, TableRow
from reports.blocks.framing import heading
from roadmap.programmes.kept_tables import kept_lines, pieces_of


def text_with_tables(text: str | None, tables: list[dict]) -> tuple[Block, ...]:
    """Return the text's blocks with tables in the places of «[table 1]»; tables without a place come last."""
    if not tables:
        return parse_prose(text)
    blocks: list[Block] = []
    for piece in pieces_of(text, tables):
        blocks += parse_prose(piece) if isinstance(piece, str) else kept_table(piece)
    return tuple(blocks)


def resources_blocks(resources: dict | None) -> tuple[Block, ...]:
    """Return the table of money by years and sources under its heading; nothing where there is none."""
    if not resources:
        return ()
    return *heading(resources.get("title"), 2), *kept_table(resources["table"])


def kept_table(kept: dict) -> tuple[Block, ...]:
    """Return a kept table, with its title above at the right and its first `header_rows` rows as the header."""
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
