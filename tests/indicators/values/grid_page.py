"""A page with a grid and the server behind it, as small as the grid's browser tests allow; no database."""

import gzip
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from indicators.values.grid.html import FIRST_ROWS, LARGE

STATIC = Path(__file__).parents[3] / "static"
BOOTSTRAP = Path(str(files("bootstrap"))) / "static" / "bootstrap" / "css" / "bootstrap.min.css"
GRID = "/static/indicators/values/grid"
FOREVER = {"Cache-Control": "max-age=3600"}
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
Key = str  # a cell's address


@dataclass
class Value:
    text: str
    version: int = 1
    attributes: str = ""


@dataclass
class GridServer:
    """Values, and what is to go wrong next. A text of 999 is refused, one of 100 warns."""

    rows: int = 6
    columns: int = 5
    values: dict[Key, Value] = field(default_factory=dict)
    locked: dict[Key, str] = field(default_factory=dict)
    requests: list[dict] = field(default_factory=list)
    refused: list[dict] = field(default_factory=list)
    panels: list[str] = field(default_factory=list)
    comments: list[dict] = field(default_factory=list)
    session: bool = True
    broken: int = 0
    lose_answers: bool = False
    delay: float = 0
    computed: str = ""
    also: list[dict] = field(default_factory=list)
    changes: list[dict] | None = None  # what colleagues have saved; None: the page does not ask
    name: str = "МБОУ СОШ №"
    user: int = 0
    path: str = ""
    url: str = ""

    def key(self, row: int, column: int) -> Key:
        return f"{column + 1}:{row + 1}:2026:fact"

    def put(self, row: int, column: int, text: str, version: int = 1, attributes: str = "") -> None:
        self.values[self.key(row, column)] = Value(text, version, attributes)

    def text(self, row: int, column: int) -> str:
        value = self.values.get(self.key(row, column))
        return value.text if value else ""

    def sent(self) -> list[dict]:
        return [cell for request in self.requests for cell in request["cells"]]

    def save(self, request: dict) -> dict:
        self.requests.append(request)
        cells = [self.save_cell(cell) for cell in request["cells"]]
        if self.computed:
            whole = {"cell": "1::2026:fact", "computed": "schools"}
            notes = ["Не вошли значения: 1."]
            cells.append({**whole, "state": "warning", "version": 0, "text": self.computed, "notes": notes})
        cells += self.also
        return {"cells": cells}

    def save_cell(self, cell: dict) -> dict:
        key = cell["cell"]
        parts = {"cell": key}
        value = self.values.get(key) or Value("", 0)
        if key in self.locked:
            return {**parts, "state": "locked", "version": value.version, "notes": [self.locked[key]]}
        if value.version != cell["version"]:
            current = {"text": value.text, "by": "Ершова А. П.", "at": "2026-10-05T14:20:00+03:00"}
            return {**parts, "state": "conflict", "version": value.version, "text": value.text, "current": current}
        if cell["text"] == "999":
            return {**parts, "state": "refused", "version": value.version, "notes": ["Больше 100 % не бывает"]}
        warns = cell["text"] == "100"
        saved = self.values[key] = Value(cell["text"].strip(" "), value.version + 1)
        notes = ["Выше обычного: до 90"] if warns else []
        state = "warning" if warns else "saved"
        return {**parts, "state": state, "version": saved.version, "text": saved.text, "notes": notes}

    def page(self) -> str:
        columns = range(self.columns)
        half = max(1, self.columns // 2)
        heads = "".join(
            f'<th scope="col" data-cell="{each + 1}:::fact"><span class="grid-clamp">{indicator(each)}</span></th>'
            for each in columns
        )
        rows = "".join(self.row(each) for each in range(self.rows))
        return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Значения</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/static/portal/icon.svg">
<link rel="stylesheet" href="/bootstrap.css"><link rel="stylesheet" href="/static/portal/portal.css">
<link rel="stylesheet" href="/static/indicators/values/grid.css">
<script type="module" src="{GRID}/index.js"></script></head><body>
<header class="portal-header"><div class="container-xxl d-flex flex-wrap align-items-center gap-x-4">
<a class="portal-brand" href="/">Портал результатов школ</a></div></header>
<main class="container-xxl portal-main"><h1>Результаты школ, 2026</h1><a href="#before">Перед таблицей</a>
<div class="grid-frame" data-portal-grid {self.asks()} data-save-url="{self.path}values/cells/"
 data-panel-url="{self.path}values/cell/" data-login-url="{self.path}login/"
 data-store="grid:{self.user}" data-cell="::2026:"><table>
<thead><tr><th scope="col" rowspan="2">Школа</th><th class="grid-info" rowspan="2">Учеников</th>
<th colspan="{half}" scope="colgroup"><span class="grid-stay">Итоги экзаменов</span></th>
<th colspan="{self.columns - half}" scope="colgroup"><span class="grid-stay">Условия</span></th></tr>
<tr>{heads}</tr></thead><tbody><tr class="group"><th colspan="{self.columns + 2}" scope="rowgroup">
<span class="grid-stay">Город</span></th></tr>{rows}
</tbody><tbody class="grid-district"><tr class="grid-computed" data-computed="schools">
<th scope="row">Муниципалитет</th><td class="grid-info"></td>
{"".join(f"<td>{each},5</td>" for each in columns)}</tr></tbody></table></div>
<aside data-portal-panel></aside></main></body></html>"""

    def asks(self) -> str:
        return "" if self.changes is None else f'data-changes-url="{self.path}values/changes/"'

    def row(self, row: int) -> str:
        cells = "".join(self.cell(row, column) for column in range(self.columns))
        later = ' class="grid-later"' if row >= FIRST_ROWS and self.rows * self.columns > LARGE else ""
        name = f'<span class="grid-clamp">{self.name} {row + 1}</span>'
        return (
            f'<tr{later} data-cell=":{row + 1}::"><th scope="row">{name}</th>'
            f'<td class="grid-info">{310 + row * 7}</td>{cells}</tr>'
        )

    def cell(self, row: int, column: int) -> str:
        key = self.key(row, column)
        value = self.values.get(key)
        locked = f' data-locked="{escape(self.locked[key])}"' if key in self.locked else ""
        if value is None:
            return f"<td{locked}></td>"
        return f'<td data-version="{value.version}" {value.attributes}{locked}>{escape(value.text)}</td>'

    def panel(self, query: str) -> str:
        self.panels.append(query)
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        shown = asked.get("cell", "").split(":")
        written = "".join(f"<li>{escape(each['comment'])}</li>" for each in self.comments)
        return f"""<div data-commented="{int(bool(self.comments))}"><p>Показатель {shown[0]},
школа {shown[1]}</p><ul>{written}</ul>
<form method="post" action="{self.path}values/cell/?{escape(query)}"><label for="comment">Комментарий</label>
<textarea class="form-control" id="comment" name="comment"></textarea>
<button class="btn btn-sm btn-primary mt-2">Оставить</button></form></div>"""


def indicator(number: int) -> str:
    names = [
        "Доля выпускников, получивших аттестат, %",
        "Средний балл ЕГЭ по профильной математике",
        "Число участников олимпиад, чел.",
        "Доля учителей с высшей категорией, %",
        "Средняя наполняемость классов, чел.",
    ]
    return names[number % len(names)]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    grids: dict[str, GridServer]

    def asked(self) -> tuple[str, str]:
        """The rest of the path, and the query; what comes first says which grid is meant."""
        address = urlsplit(self.path)
        _, first, rest = address.path.split("/", 2) if address.path.count("/") > 1 else ("", "", address.path)
        self.grid = self.grids.get(first)
        return (rest if self.grid else address.path), address.query

    def do_GET(self) -> None:
        path, query = self.asked()
        if path == "":
            self.answer(self.grid.page(), "text/html", {"Set-Cookie": "csrftoken=token-of-the-test; Path=/"})
        elif path == "/bootstrap.css":
            self.answer(BOOTSTRAP.read_text(), "text/css", FOREVER)
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            self.answer(file.read_text(), TYPES[file.suffix], FOREVER)
        elif path == "login/":
            self.grid.session = True
            self.answer("<title>Вход</title><h1>Вход</h1>", "text/html")
        elif path == "values/changes/":
            self.answer(json.dumps({"since": 1, "cells": self.grid.changes}), "application/json")
        elif path == "values/cell/":
            self.signed_in(lambda: self.answer(self.grid.panel(query), "text/html"))
        else:
            self.answer("", "text/plain", status=404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        path, query = self.asked()
        if path == "values/cell/":
            comment = body.decode().split('name="comment"\r\n\r\n')[1].split("\r\n")[0]
            self.grid.comments.append({"comment": comment, "token": self.headers["X-CSRFToken"]})
            self.answer(self.grid.panel(query), "text/html")
        else:
            self.signed_in(lambda: self.save(json.loads(body)))

    def save(self, request: dict) -> None:
        request["token"] = self.headers["X-CSRFToken"]
        request["store"] = self.headers["X-Grid-Store"]
        time.sleep(self.grid.delay)
        if self.grid.broken:
            status, self.grid.broken = self.grid.broken, 0
            self.answer("{}", "application/json", status=status)
            return
        if request["store"] != f"grid:{self.grid.user}":
            # As the portal does where another person has logged in meanwhile.
            self.grid.refused.append(request)
            self.answer("{}", "application/json", status=409)
            return
        answer = self.grid.save(request)
        if self.grid.lose_answers:
            self.grid.lose_answers = False
            self.close_connection = True
        self.answer(json.dumps(answer), "application/json", missing=100 * self.close_connection)

    def signed_in(self, act) -> None:
        if self.grid.session:
            act()
        else:
            self.answer("", "text/plain", {"Location": "/login/"}, 302)

    def answer(self, text: str, kind: str, headers: dict | None = None, status: int = 200, missing: int = 0) -> None:
        """With bytes missing at its end an answer is lost, though what was asked for has been done.

        Pages are packed as the portal packs them (`PackedPagesMiddleware`).
        """
        content = text.encode()
        if kind == "text/html" and "gzip" in self.headers.get("Accept-Encoding", ""):
            content, headers = gzip.compress(content), {"Content-Encoding": "gzip"} | (headers or {})
        self.send_response(status)
        for name, value in {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": len(content) + missing,
            **(headers or {}),
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments) -> None:
        """Nothing on the test's output."""


@contextmanager
def site():
    """One address for many grids, so that a browser loads the modules once. Yields what adds a grid to it."""
    grids: dict[str, GridServer] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("GridHandler", (Handler,), {"grids": grids}))
    server.daemon_threads = True
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield partial(add, grids, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def add(grids: dict[str, GridServer], address: str, grid: GridServer) -> None:
    grid.user = 10 * (len(grids) + 1)
    name = f"grid-{grid.user}"
    grids[name] = grid
    grid.path = f"/{name}/"
    grid.url = address + grid.path
