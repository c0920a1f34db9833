"""Names the place of a string in a recognised document for a person who checks it."""

from __future__ import annotations

import re

_PART = re.compile(r"\.([a-z_]+)(?:\[(\d+)\])?")
_WORDS = {
    "passport": "паспорт", "sections": "раздел", "indicators": "показатели", "roadmap": "план мероприятий",
    "orders": "приказ", "annexes": "приложение", "low_result_schools": "список школ", "abbreviations": "сокращение",
    "resources": "финансирование", "schools": "школа", "approved_by": "подпись приложения",
    "approval_stamp": "гриф утверждения", "municipality": "муниципалитет", "title": "название", "text": "текст",
    "label": "строка", "number": "номер", "name": "название", "term": "срок", "start": "начало", "end": "окончание",
    "responsible": "ответственные", "result": "результат", "document": "документ", "report": "отчёт", "unit": "единица",
    "baseline": "исходное значение", "target": "целевое значение", "heading": "заголовок", "directions": "направление",
    "activities": "мероприятие", "stages": "этап", "marks": "отметка", "cells": "графа", "columns": "графа",
    "groups": "группа", "rows": "показатель", "values": "значение", "plan": "план", "fact": "факт", "clauses": "пункт",
    "date": "дата", "issuer": "кто издал", "place": "место", "preamble": "вступление", "signatory": "подписант",
    "position": "должность", "criteria": "критерий", "current": "сейчас", "expected": "ожидается", "school": "школа",
    "caption": "подпись приложения", "annex": "номер приложения", "short": "сокращение", "long": "расшифровка",
    "tables": "таблица", "table": "таблица", "period": "год плана", "periods": "период", "programme": "программа",
    "department": "отдел", "full_name": "полное название", "head": "руководитель", "act": "вид акта",
    "act_word": "вид акта", "kind": "вид", "region": "регион",
}  # fmt: skip
_SILENT = {"directions", "groups", "rows", "table", "tables", "values", "columns", "text", "label", "programme"}


def label_of(path: str) -> str:
    """Return «план мероприятий, мероприятие, срок» for $.programme.roadmap.directions[0].activities[2].term."""
    names = [name for name, _number in _PART.findall(path) if name != "programme"]
    if not names:
        return "программа"
    shown = [names[0], *(name for name in names[1:-1] if name not in _SILENT), *names[1:][-1:]]
    if shown[-1] in {"text", "label"} and len(shown) > 1:
        shown.pop()
    return ", ".join(dict.fromkeys(_WORDS.get(name, name) for name in shown))
