"""Reads a plan that is no table: «1.1. Семинар. Срок: 24.01.2024. Ответственный: ЦРО.» on each line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile

from portal.sources.source import SourceBlock, SourceCell, SourceParagraph, SourceTable, StyledText
from roadmap.recognition.accounts import Accounts, Weight

_LABEL = re.compile(
    r"\b(?:(?P<when>срок\w*)|(?P<who>ответственн\w*|исполнител\w*|отв\.?)|"
    r"(?P<what>(?:(?:ожидаем|планируем)\w+\s+)?результат\w*))(?:\s+[а-яё]{1,20}){0,2}(?:\s*:|\s+[–—-]\s)",
    re.I,
)
_NUMBER = re.compile(r"(\d+(?:\.\d+)*[.)])\s+")
_LONGEST_NAME = 400
_INITIAL = re.compile(r"\b[А-ЯЁ]\.$|\b(?:г|гг)\.$")
_BOTH = {"when", "who"}
_COLUMNS = {"number": "№", "name": "Мероприятие", "term": "Срок", "body": "Ответственный", "result": "Результат"}
_FEWEST, _MOST = 2, 1_000
_LONGEST = 1_000
_TOO_MANY = f"Мероприятий, записанных предложениями, больше {_MOST}: они оставлены текстом. Сделайте из них таблицу."
_TOLD = "Мероприятия записаны предложениями: из них взяты название, срок и ответственные."


def sentences_in(blocks: list[SourceBlock], said: Collection[str], accounts: Accounts) -> dict[str, dict[str, str]]:
    """Return, by place, the parts of lines that describe activities; none if there is only one such line or too many.

    Lines of which a person `said` what they are, are left out.
    """
    found = {each.place: parted for each in blocks if (parted := _split_sentence(each, said))}
    if len(found) > _MOST:
        accounts.doubt(_TOO_MANY, place=next(iter(found)), weight=Weight.MEANING)
    return found if _FEWEST <= len(found) <= _MOST else {}


def table_of_sentences(
    blocks: list[SourceBlock], sentences: Mapping[str, dict[str, str]], accounts: Accounts
) -> tuple[SourceTable, int]:
    """Return the activities with which the blocks begin as a plan's table, and the number of these blocks."""
    run = list(takewhile(lambda each: each.place in sentences, blocks))
    accounts.doubt(_TOLD, run[0].shown, place=run[0].place)
    for each in run:
        accounts.dropped[each.place] = sentences[each.place]["labels"]
    return _build_table(run, [sentences[each.place] for each in run]), len(run)


def _split_sentence(block: SourceBlock, said: Collection[str]) -> dict[str, str] | None:
    """Return the parts of a line that describes an activity, by name, or None for any other block."""
    if not isinstance(block, SourceParagraph) or block.place in said or len(block.text) > _LONGEST:
        return None
    text = block.text.strip()
    labels = list(_LABEL.finditer(text))
    said_by = [label.lastgroup for label in labels]
    if _BOTH - {*said_by} or len({*said_by}) != len(said_by):
        return None
    first = labels[0]
    number = _NUMBER.match(text)
    name = _strip_separators(text[number.end() if number else 0 : first.start()])
    if not 2 < len(name) <= _LONGEST_NAME:
        return None
    ends = [*(label.start() for label in labels[1:]), len(text)]
    words = {label.lastgroup: text[label.end() : end] for label, end in zip(labels, ends, strict=True)}
    return {
        "number": block.number or (number[1] if number else ""),
        "name": name.rstrip("."),
        "term": _without_stop(_strip_separators(words["when"])),
        "body": _without_stop(_strip_separators(words["who"])),
        "result": _without_stop(_strip_separators(words.get("what", ""))),
        "labels": " ".join(label[0] for label in labels),
    }


def _strip_separators(words: str) -> str:
    """Remove signs that separate the words from the next label; a full stop is kept, since it may end a short word."""
    return " ".join(words.split()).strip(" ;,()")


def _without_stop(words: str) -> str:
    return words if _INITIAL.search(words) else words.rstrip(".")


def _build_table(paragraphs: list[SourceParagraph], rows: Iterable[dict[str, str]]) -> SourceTable:
    """Return a plan's table with one row for each paragraph; its cells have that paragraph's place."""
    place = f"{paragraphs[0].place}, мероприятия"
    rows = list(rows)
    columns = dict(list(_COLUMNS.items())[: None if any(parts["result"] for parts in rows) else -1])
    cells = [_build_cell("", f"{place}, графа {at + 1}", 0, at, title) for at, title in enumerate(columns.values())]
    for row, (paragraph, parts) in enumerate(zip(paragraphs, rows, strict=True), 1):
        words = [parts[key] for key in columns]
        cells += [_build_cell(place, paragraph.place, row, at, each) for at, each in enumerate(words)]
    return SourceTable(place, len(paragraphs) + 1, len(columns), tuple(cells))


def _build_cell(table: str, place: str, row: int, column: int, words: str) -> SourceCell:
    return SourceCell(f"{table}{row}-{column}", row, column, blocks=(SourceParagraph(place, (StyledText(words),)),))
