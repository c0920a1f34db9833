"""Names passages for people: a heading by its words, a text by what it stands after («Текст после таблицы „…“»)."""

import re

from django.utils.text import Truncator

from portal.text.prose import Heading
from reports.blocks.content import Block, Chart, Content, DateAndNumber, SignatureLine, Table, text_of
from reports.issue.passages import Passage, pieces

_LONGEST = 60


def passage_names(content: Content) -> list[str]:
    """Return a name for each of `passages(content)`, in their order."""
    names, before = [], None
    for part in content.parts:
        for piece in pieces(part.blocks):
            if isinstance(piece, Passage):
                names.append(_name(piece, before))
            before = piece
    return names


def _name(passage: Passage, before: Passage | Block | None) -> str:
    if passage.is_heading:
        return f"Заголовок {_quote(text_of(passage.blocks[0]))}"
    match before:
        case None:
            return "Текст в начале документа"
        case Passage(blocks=(Heading() as heading, *_)):
            return f"Текст под заголовком {_quote(text_of(heading))}"
        case Table():
            return f"Текст после таблицы {_quote(_words_of_table(before))}".rstrip()
        case Chart():
            return f"Текст после графика {_quote(before.title)}".rstrip()
        case SignatureLine():
            return "Текст после подписи"
        case DateAndNumber():
            return "Текст после даты и номера"
    return f"Текст {_quote(text_of(passage.blocks[0]))}"


def _words_of_table(table: Table) -> str:
    """Return the words of the table's first row, of the header where it has one."""
    first = next(iter(table.header or table.rows), None)
    return ", ".join(cell.text for cell in first.cells if cell.text) if first else ""


def _quote(words: str) -> str:
    """Put the words, cut to 60 characters, in quotation marks; those within become inner ones („…“).

    Words that are quoted as a whole get no second quotation marks.
    """
    words = re.sub(r"^«([^«»]*)»$", r"\1", " ".join(words.split()))
    words = Truncator(words).chars(_LONGEST)
    return f"«{words.replace('«', '„').replace('»', '“')}»" if words else ""
