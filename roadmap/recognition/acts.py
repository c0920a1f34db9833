"""Reads an act: issuer, kind, date, place, number, title, preamble, clauses and signatory (ГОСТ Р 7.0.97-2016)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portal.sources.source import SourceBlock, SourceParagraph, SourceTable
from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.captions import HAS_WORD, NAME_OF_PERSON, cells_of, lines_of
from roadmap.recognition.dates import date_in
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.prose import cell_text, text_of
from roadmap.recognition.regions import without_capitals_of_region
from roadmap.recognition.tables.other import read_passport

ACT_WORDS = ("ПРИКАЗ", "ПОСТАНОВЛЕНИЕ", "РАСПОРЯЖЕНИЕ", "РЕШЕНИЕ")
_ACT = re.compile(r"^(приказ|постановление|распоряжение|решение)(?:[\s\t]*(?:от\b|№).*)?$", re.I | re.S)
_NUMBER = re.compile(r"(?:№|\bN(?=\s*\d))\s*([^\s№,;]+(?:\s?-\s?[а-яa-z]+)?)", re.I)
_PLACE = re.compile(
    r"^\W*((?:г|п|пгт|рп|р\.п|с|ст|ст-ца|д|х|пос|а|аул|гор|село|город|станица|пос[её]лок)\.?\s*[А-ЯЁ][\w\s.\-]*)$"
)
_TITLE = re.compile(r"^\W*(?:об?\s|о\s)", re.I)
_ENACTS = re.compile(
    r"(?:п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*[юе]\s*т?|п\s*о\s*с\s*т\s*а\s*н\s*о\s*в\s*л\s*я\s*[юе]\s*т?|р\s*е\s*ш\s*и\s*л\s*а?|"
    r"о\s*б\s*я\s*з\s*ы\s*в\s*а\s*[юе]\s*т?|р\s*а\s*с\s*п\s*о\s*р\s*я\s*ж\s*а\s*[юе]\s*с\s*ь)\s*:?\s*$",
    re.I,
)
_CLAUSE = re.compile(r"^\s*(\d+)[.)]\s*(?=\D)(.*)$", re.S)
_INNER = re.compile(r"^\s*\d+\.\d")
_INNER_OF = re.compile(r"\s*(\d{1,3})\.\d")
_REWORDS_PASSPORT = re.compile(r"паспорт", re.I)
_BODY = re.compile(r"администрац|управлен|отдел|комитет|департамент", re.I)
_COUNTRY = re.compile(r"\W*российская федерация\W*", re.I)
_PREAMBLE = re.compile(
    r"\W*(?:в\s+(?:целях|соответствии|рамках|связи|исполнение)|на\s+основании|руководствуясь|во\s+исполнение|по\s+итогам|"
    r"с\s+целью)",
    re.I,
)
_REQUISITE = re.compile(r"\W*(?:от|№|_+|\W)*")
_APART = re.compile(r"\t+|\n|\s{3,}|_{2,}")
_REGION = re.compile(r"\b(?:область|край|республика|автономный округ)\b", re.I)
_CAPTION_BEGINS = re.compile(r"\s*(?:приложени[ея](?:\s|$)|утвержд[её]н[аоы]?(?:\s|$)|утверждаю)", re.I)
_ORDERS = re.compile(r"^\W*[А-ЯЁ][а-яё]+(?:ть|ти|чь|ться|тись)\b|^\W*(?:контроль|настоящ\w+|приказ|действие)\b", re.I)
_ACQUAINTED = re.compile(
    r"^\W*(?:с\s+(?:приказом|постановлением|распоряжением)\s+ознакомлен|ознакомлен\w*\W|исп(?:олнитель|\.)\s*:?\s|рассылка)",
    re.I,
)
_TELEPHONE = re.compile(  # but not «2024-2026»
    r"(?:тел(?:ефон)?\W{0,3})?(?!(?:19|20)\d\d\s?-)(?=(?:\D*\d){5})[\d\s()+-]{5,30}", re.I
)
_SIGNED = re.compile(rf"(?:^|\s|_)(?:{NAME_OF_PERSON.pattern})\s*$")
_MOST_HEAD = 14


@dataclass
class ReadAct:
    order: dict = field(default_factory=dict)
    region: PlacedText = field(default_factory=lambda: PlacedText(""))
    passport: list[dict] = field(default_factory=list)
    """Rows of a passport that a clause rewords."""
    end: int = 0


def act_word(block: SourceBlock) -> str | None:
    """Return the kind of act that a line names («ПРИКАЗ», also with spaced letters), or None if it names none."""
    if not isinstance(block, SourceParagraph) or len(block.text) > 80:
        return None
    text = block.text.strip()
    spaced = re.sub(r"\s+", "", text)
    for word in ACT_WORDS:
        if spaced.upper() == word:
            return word
    found = _ACT.match(text)
    return found[1].upper() if found and (found[1].isupper() or ("№" in text and text[0].isupper())) else None


def act_start(blocks: list[SourceBlock], start: int) -> int | None:
    """Return how many blocks after `start` the word that names the act stands, or None if its first lines have none."""
    for place, block in enumerate(blocks[start : start + _MOST_HEAD]):
        if act_word(block):
            return place
    return None


def read_act(blocks: list[SourceBlock], at: int, accounts: Accounts) -> ReadAct:
    """Read an act from its first block to its signatory; `at` is the index of the block that names its kind."""
    reader = _ActReader(blocks, accounts)
    reader.issuer(at)
    place = reader.requisites(at)
    place = reader.title(place)
    place = reader.preamble(place)
    place = reader.clauses(place)
    reader.act.end = reader.signatory(place)
    order = reader.act.order
    order["id"] = str(order.get("number", "")) or "1"
    keys = ("id", "act", "number", "date", "issuer", "place", "title", "preamble", "clauses", "signatory")
    reader.act.order = {key: order[key] for key in keys if order.get(key)}
    return reader.act


class _ActReader:
    def __init__(self, blocks: list[SourceBlock], accounts: Accounts) -> None:
        self.blocks, self.accounts, self.act = blocks, accounts, ReadAct()

    def issuer(self, at: int) -> None:
        """Read the issuer and the region from the lines above the act's word."""
        lines = [line for block in self.blocks[:at] if isinstance(block, SourceParagraph) for line in lines_of(block)]
        regions = [line for line in lines if _REGION.search(line) and len(line) < 60 and not _BODY.search(line)]
        own = [line for line in lines if line not in regions and not _COUNTRY.fullmatch(line)]
        for block in self.blocks[:at]:
            if isinstance(block, SourceParagraph):
                self.accounts.use("бланк приказа", block)
        if own:
            self.act.order["issuer"] = joined(own, " ")
        if regions:
            self.act.region = regions[0].with_text(without_capitals_of_region(regions[0]))

    def requisites(self, at: int) -> int:
        """Read date, place and number, in the line of the act's word or below it; return the next index."""
        word = act_word(self.blocks[at])
        if word != "ПРИКАЗ":
            self.act.order["act"] = PlacedText(word, [self.blocks[at].place])
        self.accounts.use("вид документа", self.blocks[at])
        self._take_requisites(lines_of(self.blocks[at])[0])
        place = at + 1
        while place < len(self.blocks) and place - at < 10:
            block = self.blocks[place]
            pieces = self._split_pieces(block)
            if pieces and not all(self._is_requisite(piece) for piece in pieces):
                break
            for piece in pieces:
                self._take_requisites(piece)
            self.accounts.use("дата, место и номер", *_paragraphs(block))
            place += 1
        return place

    @staticmethod
    def _split_pieces(block: SourceBlock) -> list[PlacedText]:
        """Split a line at tabs, wide gaps and underscores, or a table into the lines of its cells."""
        if isinstance(block, SourceTable):
            return [line for cell in cells_of(block) for line in lines_of(cell)]
        return [PlacedText(part.strip(), [block.place]) for part in _APART.split(block.shown) if part.strip()]

    @staticmethod
    def _is_requisite(piece: str) -> bool:
        stated = _NUMBER.search(piece) or date_in(piece) or _PLACE.match(piece) or _REQUISITE.fullmatch(piece)
        return len(piece) <= 90 and bool(stated)

    def _take_requisites(self, piece: PlacedText) -> None:
        order = self.act.order
        if "date" not in order and (found := date_in(piece)):
            order["date"] = piece.with_text(found.isoformat())
        if "number" not in order and (number := _NUMBER.search(piece)):
            order["number"] = piece.with_text(number[1].strip(".,;"))
        if "place" not in order and (place := _PLACE.match(piece)) and "№" not in piece:
            order["place"] = piece.with_text(place[1].strip())

    def title(self, place: int) -> int:
        """Read the lines of the title, which end where the preamble begins; return the next index."""
        lines: list[PlacedText] = []
        while place < len(self.blocks) and len(lines) < 8:
            block = self.blocks[place]
            if isinstance(block, SourceTable):
                break
            if block.is_blank:
                if lines:
                    break
            elif not (self._goes_on_title(block) if lines else self._begins_title(block)):
                break
            else:
                lines += lines_of(block)
            place += 1
        if lines:
            self.act.order["title"] = joined(lines, " ")
        return place

    @staticmethod
    def _begins_title(block: SourceParagraph) -> bool:
        return bool(_TITLE.match(block.text)) or (block.is_bold and not _ENACTS.search(block.text))

    @staticmethod
    def _goes_on_title(block: SourceParagraph) -> bool:
        return len(block.text) <= 300 and not _ENACTS.search(block.text) and not _PREAMBLE.match(block.text)

    def preamble(self, place: int) -> int:
        """Read the preamble up to the word that enacts («ПРИКАЗЫВАЮ») or the first clause; return the next index."""
        taken: list[SourceParagraph] = []
        for at in range(place, min(place + 25, len(self.blocks))):
            block = self.blocks[at]
            if isinstance(block, SourceTable):
                break
            if not taken and block.is_blank:
                continue
            if self._clause_number(block) == 1:
                if taken:
                    self.act.order["preamble"] = text_of(taken)
                return at
            taken.append(block)
            if _ENACTS.search(block.text):
                self.act.order["preamble"] = text_of(taken, marks_bold=False)
                return at + 1
        return place

    def clauses(self, place: int) -> int:
        """Read the clauses without their numbers, each with its paragraphs and tables; return the next index.

        They may be numbered by hand, by Word or not at all. Adds a doubt if there are none.
        """
        clauses: list[list[SourceBlock]] = []
        is_numbered = self._is_numbered(place)
        while place < len(self.blocks):
            block = self.blocks[place]
            if isinstance(block, SourceTable):
                if not self._is_inside(clauses, place, is_numbered):
                    break
                self._take_passport(clauses[-1][-1], block)
                clauses[-1].append(block)
            elif not block.is_blank:
                if self._is_signature(place) or _CAPTION_BEGINS.match(block.text):
                    break
                if self._begins_clause(block, len(clauses) + 1, is_numbered):
                    clauses.append([block])
                elif clauses:
                    clauses[-1].append(block)
                else:
                    break
            place += 1
        if clauses:
            self.act.order["clauses"] = [self._write_clause(each) for each in clauses]
            for number, text in enumerate(self.act.order["clauses"], 1):
                if is_numbered:
                    self.accounts.drop(text, str(number))
        else:
            self.accounts.doubt("У приказа не найдены пункты.", self.act.order.get("title", ""), weight=Weight.MEANING)
        return place

    def _take_passport(self, above: SourceBlock, table: SourceTable) -> None:
        """Take the rows of a table as the passport's if the words above it say that these are to be reworded."""
        if isinstance(above, SourceParagraph) and _REWORDS_PASSPORT.search(above.text) and table.column_count in {2, 3}:
            self.act.passport += read_passport(table, self.accounts)
            self.accounts.doubt("Строки паспорта взяты из пункта об изменениях.", above.text, place=table.place)

    def _is_numbered(self, place: int) -> bool:
        following = (
            each
            for each in self.blocks[place : place + _MOST_HEAD]
            if isinstance(each, SourceParagraph) and not each.is_blank
        )
        first = next(following, None)
        return first is not None and self._clause_number(first) == 1

    def _begins_clause(self, block: SourceParagraph, number: int, is_numbered: bool) -> bool:
        """Tell whether a clause begins here: with the next number or, if none are numbered, with what is to be done."""
        if is_numbered:
            return self._clause_number(block) == number
        return "preamble" in self.act.order and not block.is_bulleted and bool(_ORDERS.match(block.text))

    def _is_inside(self, clauses: list, place: int, is_numbered: bool) -> bool:
        """Return whether a table belongs to a clause, since the next clause, or its own next part, follows it."""
        if not clauses or not is_numbered:
            return False
        for at in range(place + 1, min(place + 8, len(self.blocks))):
            block = self.blocks[at]
            if isinstance(block, SourceParagraph) and not block.is_blank:
                if not HAS_WORD.search(block.shown):
                    continue
                inner = _INNER_OF.match(block.shown)
                return self._clause_number(block) == len(clauses) + 1 or (
                    inner is not None and int(inner[1]) == len(clauses)
                )
        return False

    @staticmethod
    def _clause_number(block: SourceParagraph) -> int | None:
        if block.number:
            found = re.fullmatch(r"(\d+)[.)]?", block.number)
            return int(found[1]) if found else None
        found = _CLAUSE.match(block.text)
        return int(found[1]) if found and not _INNER.match(block.text) else None

    def _is_signature(self, place: int) -> bool:
        """Return whether a signature begins here: a position and a name, on one line or a few, without any sentence."""
        block = self.blocks[place]
        text = block.shown.strip()
        if block.number or (text.endswith((".", ";", ":")) and not NAME_OF_PERSON.search(text)):
            return False
        if NAME_OF_PERSON.search(text) and ("\t" in block.text or re.search(r"\s{3,}|_{2,}", block.text)):
            return True
        if NAME_OF_PERSON.fullmatch(text):
            return True
        if _ORDERS.match(text) or text[-1] == ".":
            return False
        following = [each for each in self.blocks[place : place + 4] if isinstance(each, SourceParagraph)]
        following = [each for each in following if not each.is_blank]
        named = next((at for at, each in enumerate(following) if _SIGNED.search(each.shown.strip())), None)
        return named is not None and all(
            len(each.shown) < 90 and not _ORDERS.match(each.shown) for each in following[: named + 1]
        )

    def signatory(self, place: int) -> int:
        """Read the signature and, below it, the list of those who have read the act; return the next index."""
        place = self._read_signature(place)
        while place < len(self.blocks):
            block = self.blocks[place]
            words = next((each.text for each in _paragraphs(block) if not each.is_blank), "")
            if words and not (_ACQUAINTED.match(words) or self._names_who_wrote(place)):
                break
            self.accounts.use("лист ознакомления, исполнитель", *_paragraphs(block))
            place += 1
        return place

    def _names_who_wrote(self, place: int) -> bool:
        """Return whether a line is the telephone of whoever wrote the act, or their name above it."""
        lines = [each.shown.strip() for each in self.blocks[place : place + 2] if isinstance(each, SourceParagraph)]
        if isinstance(self.blocks[place], SourceTable):
            return False
        if NAME_OF_PERSON.fullmatch(lines[0]):
            del lines[0]
        return bool(lines and _TELEPHONE.fullmatch(lines[0]))

    def _read_signature(self, start: int) -> int:
        """Read position and name from a line, from several lines or from a table; return the next index.

        Returns `start` and reads nothing if no name is found.
        """
        place = start
        lines: list[PlacedText] = []
        while place < len(self.blocks) and len(lines) < 6:
            block = self.blocks[place]
            pieces = [PlacedText(" ".join(each.split()), each.places) for each in self._split_pieces(block)]
            is_named = any(map(NAME_OF_PERSON.search, pieces))
            if isinstance(block, SourceTable) and (lines or block.row_count > 3 or not is_named):
                break
            if isinstance(block, SourceParagraph) and _CAPTION_BEGINS.match(block.text):
                break
            lines += pieces
            place += 1
            if is_named:
                break
        named = next((line for line in lines if NAME_OF_PERSON.search(line)), None)
        if named is None:
            return start
        name = NAME_OF_PERSON.search(named)
        before = named.with_text(named[: name.start()].strip())
        position = joined([*lines[: lines.index(named)], before], " ")
        position = position.with_text(position.rstrip(" :_"))
        self.act.order["signatory"] = {"position": position, "name": named.with_text(name[0].strip())}
        return place

    def _write_clause(self, blocks: list[SourceBlock]) -> PlacedText:
        """Return a clause's text without its own number; paragraphs and rows of tables have a line each."""
        parts = []
        for place, block in enumerate(blocks):
            if isinstance(block, SourceTable):
                rows = [
                    [cell_text(cell) for cell in cells_of(block) if cell.row == row] for row in range(block.row_count)
                ]
                parts += [joined(row, " – ") for row in rows]
                self.accounts.doubt("Таблица внутри пункта приказа записана строками его текста.", place=block.place)
                continue
            text = text_of([block], marks_bold=False)
            if place == 0 and (numbered := _CLAUSE.match(text)):
                text = text.with_text(numbered[2].strip())
            parts.append(text)
        return joined(parts, "\n\n")


def _paragraphs(block: SourceBlock) -> list[SourceParagraph]:
    if isinstance(block, SourceParagraph):
        return [block]
    return [paragraph for cell in block.cells for paragraph in cell.paragraphs]
