"""Adds further tables of indicators to a programme's first one, matching their columns."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap.recognition.accounts import Accounts
from roadmap.recognition.tables.plan_columns import last_further

_OWN = "column-"


def join_columns(known: list[dict], further: list[dict], accounts: Accounts) -> dict[str, str]:
    """Add columns that the first table lacks; return the keys of further columns in the joined table."""
    keys: dict[str, str] = {}
    own = {each["title"].casefold(): each["key"] for each in known if each["key"].startswith(_OWN)}
    titles = {each["key"]: each.get("title", "").casefold() for each in known}
    for column in further:
        key, title = column["key"], column.get("title", "")
        if key.startswith(_OWN):
            keys[key] = own.get(title.casefold()) or f"{_OWN}{last_further(known) + 1}"
            key = keys[key]
        if key not in titles:
            known.append({**column, "key": key})
            titles[key] = title.casefold()
            continue
        if title:
            accounts.use_text(title, "повторённые заголовки")
        if title.casefold() != titles[key]:
            reason = "Графа названа иначе, чем в первой таблице показателей: останется первое название."
            accounts.doubt(reason, title)
    return keys


def with_keys(read: dict, keys: Mapping[str, str]) -> dict:
    """Rename the keys of further cells in all rows to those of the joined table; return the table."""
    for group in read["groups"]:
        for row in group["rows"]:
            if "cells" in row:
                row["cells"] = {keys.get(key, key): text for key, text in row["cells"].items()}
    return read
