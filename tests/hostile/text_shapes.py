"""Files of plain text: the interchange format with many small or odd parts, tables by signs that never end."""

import json
from collections.abc import Callable

from roadmap.exchange.format import FORMAT, FORMAT_2
from tests.hostile.texts import _file, _indicators, _programme


def _roadmap(**roadmap) -> bytes:
    return _file(_programme(roadmap=roadmap))


def _raw(programme: str, version: str = FORMAT_2) -> bytes:
    head = f'{{"format":"{version}","programme":{{"title":"а","period":{{"start":2021,"end":2022}}'
    return f"{head}{programme}}}}}".encode()


def shaped_exchange_files() -> dict[str, Callable[[], bytes]]:
    activity = {"name": "а", "term": "январь – март 2021", "responsible": "СОШ № 1"}
    found: dict[str, Callable[[], bytes]] = {
        "a hundred thousand objects": lambda: _raw(',"x":[' + ",".join(["{}"] * 100_000) + "]"),
        "a hundred thousand passport rows": lambda: _file(_programme(passport=[{}] * 300_000)),
        "long keys": lambda: _raw(",".join(["", *(f'"{"к" * 400_000}{n}":1' for n in range(1))])),
        "a thousand unknown long keys": lambda: _raw("".join(f',"{"к" * 400}{n}":1' for n in range(999))),
        "a key told twice": lambda: _raw(',"title":"б"'),
        "keys told twice": lambda: _raw(',"x":[' + ",".join(['{"a":1,"a":2}'] * 60_000) + "]"),
        "halves of pairs": lambda: _raw(',"passport":[{"label":"\\ud800","text":"\\udc00\\ud83d"}]'),
        "NUL": lambda: _raw(',"passport":[{"label":"\\u0000","text":"а\\u0000б"}]'),
        "no number": lambda: _raw(',"x":NaN,"y":Infinity,"z":-Infinity'),
        "years of a thousand digits": lambda: _raw("").replace(b"2021", b"2" * 4_000),
        "years of four thousand digits": lambda: _raw("").replace(b"2021", b"2" * 4_400),
        "years that aren't whole": lambda: _raw("").replace(b"2021", b"2021.0"),
        "years with powers": lambda: _raw("").replace(b"2021", b"2e3"),
        "years backwards": lambda: _raw("").replace(b"2021", b"2200"),
        "a number of header rows": lambda: _raw(
            f',"sections":[{{"tables":[{{"header_rows":{"9" * 4_000},"rows":[["а"]]}}]}}]'
        ),
        "tables of rows of no cells": lambda: _raw(
            ',"sections":[{"tables":[{"rows":[' + ",".join(["[]"] * 300_000) + "]}]}]"
        ),
        "a table of one wide row": lambda: _raw(
            ',"sections":[{"tables":[{"rows":[[' + ",".join(['""'] * 300_000) + '],["а"],["а"]]}]}]'
        ),
        "joined cells of tables": lambda: _raw(
            ',"sections":[{"tables":[{"rows":[["а","б"],["в","г"]],"merged":['
            + ",".join(["[0,0,1,1]"] * 90_000)
            + "]}]}]"
        ),
        "joined cells without end": lambda: _raw(
            ',"sections":[{"tables":[{"rows":[["а"]],"merged":[[0,0,999999999,999999999],[5,5,1,1]]}]}]'
        ),
        "columns of a plan": lambda: _roadmap(
            columns=[{"key": f"x{n}", "title": "а"} for n in range(1_000)],
            directions=[{"name": "а", "activities": [activity] * 5_000}],
        ),
        "cells of activities": lambda: _roadmap(
            columns=[{"key": f"extra{n}", "title": "а"} for n in range(900)],
            directions=[
                {"name": "а", "activities": [{"name": "а", "cells": {f"extra{n}": "1" for n in range(900)}}] * 60}
            ],
        ),
        "directions": lambda: _roadmap(directions=[{"name": f"а{n}"} for n in range(50_000)]),
        "directions without words": lambda: _roadmap(directions=[{}] * 200_000),
        "terms of words of plans": lambda: _roadmap(
            directions=[
                {
                    "name": "а",
                    "activities": [
                        {
                            "name": "а",
                            "term": f"до {n % 28 + 1} мая 2021, январь – март, II квартал",
                            "responsible": f"СОШ № {n}, кроме № 1–5",
                        }
                        for n in range(5_000)
                    ],
                }
            ]
        ),
        "one long term": lambda: _roadmap(
            directions=[
                {
                    "name": "а",
                    "activities": [{"name": "а", "term": "до 1 мая, " * 40_000, "responsible": "СОШ № 1, " * 40_000}],
                }
            ]
        ),
        "values of one row": lambda: _indicators(
            periods=[f"{n}" for n in range(1_000, 20_000)],
            groups=[
                {
                    "rows": [
                        {
                            "name": "а",
                            "values": {f"{n}": {"plan": "1 из 2", "fact": "5%"} for n in range(1_000, 12_000)},
                        }
                    ]
                }
            ],
        ),
        "columns of indicators": lambda: _indicators(
            columns=[{"key": "name"}] * 900, groups=[{"rows": [{"name": f"а{n}"} for n in range(20_000)]}]
        ),
        "days of no calendar": lambda: _file(
            orders=[
                {"id": f"о{n}", "date": each}
                for n, each in enumerate(
                    ("0000-00-00", "9999-12-31", "0001-01-01", "2021-02-30", "-1-1-1", "1" * 9_000)
                )
            ]
        ),
        "schools of a name": lambda: _file(low_result_schools=[{"schools": [{"name": "СОШ № 1"}] * 30_000}]),
        "arrays in arrays of ninety": lambda: _raw(',"x":' + "[" * 90 + "]" * 90),
        "arrays in arrays of nine hundred": lambda: _raw(',"x":' + "[" * 900 + "]" * 900),
        "directions nine hundred deep": lambda: _raw(
            ',"roadmap":{"directions":[' + '{"name":"а","directions":[' * 900 + "]}" * 900 + "]}"
        ),
        "directions two hundred deep": lambda: _raw(
            ',"roadmap":{"directions":[' + '{"name":"а","directions":[' * 200 + "]}" * 200 + "]}"
        ),
        "UTF-16": lambda: _raw("").decode().encode("utf-16"),
        "a mark at its beginning": lambda: b"\xef\xbb\xbf" * 3 + _raw(""),
        "a text of a megabyte with escapes": lambda: _raw(
            ',"passport":[{"label":"а","text":"' + "\\u0430" * 150_000 + '"}]'
        ),
        "kinds mixed up": lambda: _file(_programme(passport={}, sections=1, roadmap=[], indicators="", resources=[{}])),
    }
    first = {
        f"{name}, first version": lambda made=made: made().replace(FORMAT_2.encode(), FORMAT.encode())
        for name, made in found.items()
    }
    return found | first


def shaped_delimited_files() -> dict[str, Callable[[], bytes]]:
    return {
        "a million separators in a row": lambda: "Школа;а\n".encode() + b";" * 1_000_000,
        "a wide row and narrow ones": lambda: b";" * 450_000 + ("\n" + "а;1").encode() * 1_900,
        "tabulators in a wide row": lambda: b"\t" * 450_000 + ("\n" + "а\t1").encode() * 1_900,
        "quotation marks without end": lambda: ("а;б\n" + '"а;' * 200_000).encode(),
        "a quotation mark at the end of every cell": lambda: ("а;б\n" + 'а";' * 200_000).encode(),
        "ends of lines mixed": lambda: "а;1\r\r\n\n\r".encode() * 100_000,
        "carriage returns alone": lambda: "а;1\r".encode() * 150_000,
        "ends of lines of other kinds": lambda: "а;1\u2028\x85\x0b\x0c".encode() * 60_000,
        "NUL": lambda: "а;1\x00\n".encode() * 100_000,
        "NUL far behind": lambda: "а;1\n".encode() * 150_000 + b"\0",
        "UTF-16 without a mark": lambda: ("а;1\n" * 90_000).encode("utf-16-le"),
        "half of UTF-16": lambda: ("а;1\n" * 90_000).encode("utf-16")[:-1],
        "marks of pairs": lambda: ("а;1\n" * 9).encode("utf-16") + b"\x00\xd8" * 200_000,
        "a separator of its own": lambda: b'sep="\n' + "а;1\n".encode() * 100_000,
        "a separator that is a letter": lambda: "sep=а\n".encode() + "ша;1\n".encode() * 100_000,
        "a separator that ends lines": lambda: b"sep=\r\r\n" + "а;1\n".encode() * 90_000,
        "a separator of no line": lambda: b"sep=" * 200_000,
        "commas": lambda: "Школа,а\n".encode() + "б,1\n".encode() * 150_000,
        "commas in sentences": lambda: "слово, слово слово слово\n".encode() * 20_000,
        "one column": lambda: "слово\n".encode() * 90_000,
        "a cell of 131 thousand letters": lambda: "а;".encode() + b"a" * 131_073,
        "cells of 130 thousand letters": lambda: "Школа;а\n".encode() + (b"a" * 130_000 + b";1\n") * 7,
        "headings of a thousand letters": lambda: ";".join(f"{'слово ' * 90}{n}" for n in range(900)).encode(),
        "numbers as Excel has them": lambda: "Школа;а\n".encode() + "=1+1;@а;-1;+1\n".encode() * 40_000,
        "signs of no width": lambda: "Школа;а\n".encode() + "\u200b\ufeff;\u2060\n".encode() * 60_000,
        "names from right to left": lambda: "Школа;а\n".encode() + "\u202eшкола\u202c;1\n".encode() * 30_000,
    }


def json_shapes() -> dict[str, Callable[[], str]]:
    """Return JSON that a script might send in a form's field, by what it has."""
    return {
        "arrays": lambda: "[" * 900_000,
        "arrays of ninety": lambda: json.dumps([[["x"] * 9] * 90] * 90),
        "rows of one long and many short": lambda: json.dumps(["а", [["", "а"] * 200_000, *[["а"]] * 1_900]]),
        "rows": lambda: json.dumps(["а", [["а"] * 39] * 1_999]),
        "a number": lambda: "9" * 900_000,
        "no number": lambda: "NaN",
        "keys": lambda: json.dumps({str(n): n for n in range(60_000)}),
        "halves": lambda: '["\\ud800", [["\\udfff"]]]',
        "kinds": lambda: '[[], {"a": [null, true, 1e999]}]',
    }
