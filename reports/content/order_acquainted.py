"""«С приказом ознакомлены»: the sheet below an order."""

from portal.prose import Paragraph, Span, parse_prose
from reports.content.blocks import Block, Cell, Column, Row, Table
from reports.content.framing import heading
from reports.queries.people import directors_of
from schools.models import School


def acquainted(schools: list[School]) -> tuple[Block, ...]:
    """A line for each director's signature; the school where nobody is known."""
    if not schools:
        return ()
    directors = directors_of(school.pk for school in schools)
    titles = ("№ п/п", "Школа, фамилия и инициалы руководителя", "Подпись", "Дата")
    header = Row(tuple(Cell(parse_prose(words, "center"), align="center", bold=True) for words in titles))
    rows = tuple(
        Row(
            (
                Cell(parse_prose(str(number), "center"), align="center"),
                Cell(parse_prose(", ".join(filter(None, [school.name, directors.get(school.pk)])), "left")),
                Cell((Paragraph((Span("\u00a0\n\u00a0"),), "left"),)),  # as high as a signature
                Cell(),
            )
        )
        for number, school in enumerate(schools, 1)
    )
    columns = (Column("number"), Column("text"), Column("label"), Column("label"))
    return *heading("С приказом ознакомлены:", 2), Table(columns, (header,), rows)
