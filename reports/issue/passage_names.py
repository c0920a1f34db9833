"""What a person calls a passage: a heading by its words, a text by what it stands after."""

from django.utils.text import Truncator

from portal.text.prose import Heading
from reports.blocks.content import Block, Chart, Content, DateAndNumber, SignatureLine, Table, text_of
from reports.issue.passages import Passage, pieces

_LONGEST = 60


def passage_names(content: Content) -> list[str]:
    """A name for each of `passages(content)`."""
    names, before = [], None
    for part in content.parts:
        for piece in pieces(part.blocks):
            if isinstance(piece, Passage):
                names.append(_name(piece, before))
            before = piece
    return names


def _name(passage: Passage, before: Passage | Block | None) -> str:
    if passage.is_heading:
        return f"Заголовок «{_cut(text_of(passage.blocks[0]))}»"
    match before:
        case None:
            return "Текст в начале документа"
        case Passage(blocks=(Heading() as heading, *_)):
            return f"Текст под заголовком «{_cut(text_of(heading))}»"
        case Table():
            return f"Текст после таблицы{_quoted(_words_of_table(before))}"
        case Chart():
            return f"Текст после графика{_quoted(before.title)}"
        case SignatureLine():
            return "Текст после подписи"
        case DateAndNumber():
            return "Текст после даты и номера"
    return f"Текст «{_cut(text_of(passage.blocks[0]))}»"


def _words_of_table(table: Table) -> str:
    """Of its first row: those of the header where there is one."""
    first = next(iter(table.header or table.rows), None)
    return ", ".join(cell.text for cell in first.cells if cell.text) if first else ""


def _quoted(words: str) -> str:
    return f" «{_cut(words)}»" if words else ""


def _cut(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(_LONGEST)
