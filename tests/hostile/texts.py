"""Files of plain text of up to a megabyte: the interchange format, tables with signs between cells."""

import json
from collections.abc import Callable

from roadmap.exchange.format import FORMAT, FORMAT_2


def _programme(**parts) -> dict:
    return {"title": "Программа", "period": {"start": 2021, "end": 2022}, **parts}


def _file(programme: dict | None = None, **parts) -> bytes:
    content = {"format": parts.pop("format", FORMAT_2), "programme": programme or _programme(), **parts}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _indicators(**table) -> bytes:
    return _file(_programme(indicators={"columns": [], "groups": [], **table}))


def exchange_files() -> dict[str, Callable[[], bytes]]:
    values = {str(year): {"plan": "1"} for year in range(2000, 6_000)}
    rows = [{"name": "а", "values": {f"п{number}": {"plan": "1"}}} for number in range(20_000)]
    nested: dict = {"name": "а"}
    for _ in range(400):
        nested = {"name": "а", "directions": [nested]}
    return {
        "periods": lambda: _indicators(periods=[f"п{number}" for number in range(60_000)]),
        "years": lambda: _indicators(periods=[str(number) for number in range(60_000)]),
        "one period again and again": lambda: _indicators(periods=["2021"] * 80_000),
        "values of unknown periods": lambda: _indicators(
            periods=[f"п{number}" for number in range(20_000)], groups=[{"name": "а", "rows": rows[:12_000]}]
        ),
        "values of a row": lambda: _indicators(
            periods=list(values), groups=[{"rows": [{"name": "а", "values": values}] * 8}]
        ),
        "columns": lambda: _indicators(columns=[{"key": f"к{number}", "title": "а"} for number in range(30_000)]),
        "columns of a plan": lambda: _file(
            _programme(roadmap={"columns": [{"key": f"к{number}", "title": "а"} for number in range(30_000)]})
        ),
        "orders": lambda: _file(orders=[{"id": f"о{number}", "number": "1"} for number in range(20_000)]),
        "annexes of unknown orders": lambda: _file(
            orders=[{"id": f"о{number}"} for number in range(10_000)],
            annexes=[{"order": f"н{number}"} for number in range(20_000)],
        ),
        "activities": lambda: _file(
            _programme(roadmap={"directions": [{"name": "а", "activities": [{"name": "а", "term": "1"}] * 25_000}]})
        ),
        "stages": lambda: _file(
            _programme(
                roadmap={
                    "directions": [{"name": "а", "activities": [{"name": "а", "stages": [{"term": "1"}] * 50_000}]}]
                }
            )
        ),
        "directions in directions": lambda: _file(_programme(roadmap={"directions": [nested]})),
        "passport": lambda: _file(_programme(passport=[{"label": "а", "text": "а"}] * 25_000)),
        "a long text": lambda: _file(_programme(passport=[{"label": "а", "text": "а " * 480_000}])),
        "keys of one object": lambda: (
            b"{" + b",".join(b'"k%d":1' % number for number in range(80_000)) + b',"k79999":1}'
        ),
        "unknown keys": lambda: _file(_programme(**{f"к{number}": 1 for number in range(60_000)})),
        "faults": lambda: _file(format=FORMAT, annexes=[1] * 400_000),
        "arrays in arrays": lambda: b"[" * 1_000_000,
        "objects in objects": lambda: b'{"a":' * 200_000,
        "digits": lambda: b'{"format":' + b"9" * 1_000_000 + b"}",
        "a number beyond numbers": lambda: b'{"format":1e' + b"9" * 1_000_000 + b"}",
        "escapes": lambda: b'{"format":"' + b"\\ud800" * 160_000 + b'"}',
        "blanks": lambda: b" " * 1_000_000,
    }


def _different(number: int) -> str:
    """Return a different word of three letters for each number up to 32 768."""
    return "".join(chr(ord("а") + number // 32**place % 32) for place in range(3))


def _table(rows: int, columns: int, ending: str = "", head: str = "") -> bytes:
    cells = [_different(number) + ending for number in range(rows * columns)]
    lines = (";".join(cells[row * columns : (row + 1) * columns]) for row in range(rows))
    return "\n".join([*filter(None, [head]), *lines]).encode("cp1251")


def delimited_files(words: dict[str, str]) -> dict[str, Callable[[], bytes]]:
    head = "Школа;Средняя отметка"
    found = {
        "different headings": lambda: _table(20, 1_600),
        "more columns than there are": lambda: _table(2, 16_385),
        "headings that end in a known word": lambda: _table(20, 4_000, " отметка"),
        "names of nobody": lambda: _table(32_000, 1, ";4", head),
        "names that are nearly known": lambda: _table(32_000, 1, "ёзовская СОШ;4", head),
        "different names in ten columns": lambda: "\n".join(f"{n}а;" * 10 for n in range(90_000, 104_000)).encode(
            "cp1251"
        ),
        "all cells different": lambda: "\n".join(
            ";".join(f"{n}а" for n in range(row * 10, row * 10 + 10)) for row in range(14_000)
        ).encode("cp1251"),
        "one known name": lambda: (head + "\nБерёзовская СОШ;4" * 50_000).encode("cp1251"),
        "cells of a row": lambda: ("1;" * 500_000).encode(),
        "rows": lambda: ("1;\n" * 300_000).encode(),
        "blank cells": lambda: (";" * 1_000_000).encode(),
        "blank rows": lambda: ("\n" * 500_000 + ";").encode(),
        "one open quotation": lambda: (';"' + "а\n" * 300_000).encode(),
        "quotations": lambda: (';""""""' * 100_000).encode(),
        "in UTF-16": lambda: ("школа;1\n" * 60_000).encode("utf-16"),
    }
    for name, text in words.items():
        found[f"words: {name}"] = lambda text=text: f"школа;показатель\n{text};1".encode()
    return found
