"""«С приказом ознакомлены»: the table below an order in which school directors sign that they have read it."""

from portal.text.cases import Case
from portal.text.prose import Paragraph, ProseSpan
from reports.blocks.cells import cell, figure_cell, table_of
from reports.blocks.content import Block, TableCell, TableRow
from reports.blocks.framing import heading
from reports.blocks.signatories import directors_of
from schools.directory.models import School
from schools.orders.acts import Act


def acquainted(schools: list[School], act: Act) -> tuple[Block, ...]:
    """Return the sheet with a line for each school and its director, if known; nothing without schools."""
    if not schools:
        return ()
    directors = directors_of(school.pk for school in schools)
    titles = ("№ п/п", "Школа, фамилия и инициалы руководителя", "Подпись", "Дата")
    rows = tuple(
        TableRow(
            (
                figure_cell(str(number)),
                cell(", ".join(filter(None, [school.name, directors.get(school.pk)]))),
                TableCell((Paragraph((ProseSpan("\u00a0\n\u00a0"),), "left"),)),  # as high as a signature
                TableCell(),
            )
        )
        for number, school in enumerate(schools, 1)
    )
    title = f"С {act.in_case(Case.INSTRUMENTAL)} ознакомлены:"
    return *heading(title, 2), table_of(titles, ("number", "text", "label", "label"), rows)
