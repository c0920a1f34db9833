"""Reading a file of the interchange format: the document, or every fault with its place."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from portal.refusals import Refusal
from roadmap.exchange.format import (
    FORMAT,
    FORMAT_2,
    FORMATS,
    ActivityShape,
    DirectionShape,
    ExchangeShape,
    ProgrammeDocument,
)
from roadmap.exchange.versions import places_of_version_2, with_version

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Fault:
    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class FaultyFile(Refusal):
    """The file breaks rules of the format; nothing of it may be taken."""

    def __init__(self, faults: list[Fault]):
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class _RepeatedKey(Refusal):
    """An object of the file names a key twice, of which JSON would keep the last."""


def read_document(content: bytes) -> ProgrammeDocument:
    """The document in the file, or FaultyFile with all of its faults."""
    if len(content) > MAX_BYTES:
        raise FaultyFile([Fault("$", f"Файл больше {MAX_BYTES // 1024 // 1024} МБ: это не файл программы.")])
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise FaultyFile([Fault("$", "Это документ Word, Excel или PDF, а нужен файл обмена с окончанием .json.")])
    data = _parse(content)
    if isinstance(data, dict) and isinstance(data.get("format"), str) and data["format"] not in FORMATS:
        known = " или ".join(f"«{each}»" for each in FORMATS)
        raise FaultyFile([Fault("$.format", f"Формат «{data['format']}» порталу не знаком, нужен {known}.")])
    try:
        document = ProgrammeDocument.model_validate(data)
    except ValidationError as error:
        raise FaultyFile([_fault(details) for details in error.errors()]) from None
    except RecursionError:
        raise FaultyFile([Fault("$", "Направления вложены глубже, чем бывает в документах.")]) from None
    if faults := list(_inconsistencies(document)):
        raise FaultyFile(faults)
    return document


def fingerprint(document: ProgrammeDocument) -> str:
    """The same for two files that say the same, however their JSON is laid out and whichever version they name."""
    canonical = json.dumps(with_version(document.as_json()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parse(content: bytes):
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_object_with_unique_keys, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError:
        sentence = "Файл не в кодировке UTF-8. Сохраните его в UTF-8 и загрузите снова."
    except json.JSONDecodeError as error:
        sentence = f"Это не JSON: ошибка в строке {error.lineno}, знак {error.colno}."
    except _RepeatedKey as error:
        sentence = str(error)
    except (ValueError, RecursionError):
        sentence = "Это не JSON: вложено слишком глубоко или число записано не по правилам."
    raise FaultyFile([Fault("$", sentence)])


def _object_with_unique_keys(pairs: list[tuple]) -> dict:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise _RepeatedKey(f"Ключ «{repeated}» стоит в одном объекте дважды; какой из двух верен, неизвестно.")
    return result


def _refuse_constant(name: str):
    raise ValueError(name)


_SENTENCES = {
    "missing": "Нет обязательного ключа.",
    "extra_forbidden": "Такого ключа в формате нет.",
    "string_type": "Здесь должен стоять текст.",
    "int_type": "Здесь должно стоять целое число.",
    "list_type": "Здесь должен стоять список.",
    "dict_type": "Здесь должен стоять объект.",
    "model_type": "Здесь должен стоять объект.",
    "string_too_short": "Здесь не может быть пусто.",
    "too_short": "Здесь не может быть пусто: если ничего нет, ключ не пишется.",
    "greater_than_equal": "Год должен быть не раньше 1900.",
    "less_than_equal": "Год должен быть не позже 2200.",
    "string_unicode": "В тексте есть знак, которого не бывает в документе (обломок пары).",
}


def _fault(details: dict) -> Fault:
    kind = details["type"]
    if kind == "literal_error":
        sentence = f"Здесь может стоять только: {details['ctx']['expected'].replace(' or ', ' или ')}."
    else:
        # What is not in the table are the format's own checks, which carry their sentence.
        sentence = _SENTENCES.get(kind, details["msg"])
    return Fault(_json_path(details["loc"]), sentence)


def _json_path(location: tuple) -> str:
    path = "$"
    for step in location:
        if step == "[key]":  # the fault is in the key itself, which the step before names
            continue
        if isinstance(step, int):
            path += f"[{step}]"
        elif step.isidentifier():
            path += f".{step}"
        else:
            path += f"[{json.dumps(step, ensure_ascii=False)}]"
    return path


def _inconsistencies(document: ProgrammeDocument) -> Iterator[Fault]:
    """Rules between places of the file, which its shape can't say."""
    if document.format == FORMAT:
        for path in places_of_version_2(document.as_json()):
            yield Fault(path, f"Это есть только во второй версии: в «format» должно стоять «{FORMAT_2}».")
    yield from _order_faults(document)
    programme = document.programme
    if programme.period.start > programme.period.end:
        yield Fault("$.programme.period", "Первый год программы позже последнего.")
    if table := programme.indicators:
        yield from _repeated("$.programme.indicators.periods", table.periods or [], "Период")
        yield from _column_faults("$.programme.indicators.columns", table.columns)
        for g, group in enumerate(table.groups or []):
            for r, row in enumerate(group.rows or []):
                path = f"$.programme.indicators.groups[{g}].rows[{r}].values"
                for label, value in (row.values or {}).items():
                    if label not in (table.periods or []):
                        yield Fault(f'{path}["{label}"]', f"Периода «{label}» нет среди периодов таблицы.")
                    if not value.model_fields_set:
                        yield Fault(f'{path}["{label}"]', "Нужен план, факт или то и другое.")
    if roadmap := programme.roadmap:
        yield from _column_faults("$.programme.roadmap.columns", roadmap.columns)
        yield from _stage_faults("$.programme.roadmap", roadmap.directions)


def _order_faults(document: ProgrammeDocument) -> Iterator[Fault]:
    ids = [order.id for order in document.orders or [] if order.states("id")]
    yield from _repeated("$.orders", ids, "Приказ с обозначением")
    places: list[tuple[str, ExchangeShape | None]] = [("$.programme.approved_by", document.programme.approved_by)]
    places += [(f"$.annexes[{i}]", annex) for i, annex in enumerate(document.annexes or [])]
    places += [(f"$.low_result_schools[{i}]", each) for i, each in enumerate(document.low_result_schools or [])]
    for path, place in places:
        if place is not None and place.states("order") and place.order not in ids:
            yield Fault(f"{path}.order", f"Приказа с обозначением «{place.order}» нет среди «orders».")


def _column_faults(path: str, columns: list | None) -> Iterator[Fault]:
    yield from _repeated(path, [column.key for column in columns or []], "Столбец")


def _repeated(path: str, values: list[str], noun: str) -> Iterator[Fault]:
    for index, value in enumerate(values):
        if value in values[:index]:
            yield Fault(f"{path}[{index}]", f"{noun} «{value}» стоит дважды.")


def _stage_faults(path: str, directions: list[DirectionShape] | None) -> Iterator[Fault]:
    for d, direction in enumerate(directions or []):
        here = f"{path}.directions[{d}]"
        for a, activity in enumerate(direction.activities or []):
            if activity.states("stages"):
                yield from _beside_stages(f"{here}.activities[{a}]", activity)
        yield from _stage_faults(here, direction.directions)


def _beside_stages(path: str, activity: ActivityShape) -> Iterator[Fault]:
    if all(stage.name is not None for stage in activity.stages):
        return  # control events stand below the activity's own cells
    for key in ("term", "responsible", "result", "document"):
        if activity.states(key):
            yield Fault(f"{path}.{key}", "Если у мероприятия есть этапы, это пишется в этапах.")
