"""Reads a file of the interchange format: returns the document, or every fault with its place in the file."""

import hashlib
import json
from collections import Counter
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
_MOST_FAULTS = 1_000  # nobody corrects more by hand, and describing each takes time


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
    """An object in the file has a key twice, of which a reader of JSON would silently keep the last."""


def read_document(content: bytes) -> ProgrammeDocument:
    """Return the document in the file; raises FaultyFile with all faults if it breaks rules of the format."""
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
        if error.error_count() > _MOST_FAULTS:
            sentence = f"Ошибок {error.error_count()}: это не файл программы. Выгрузите его заново там, где он сделан."
            raise FaultyFile([Fault("$", sentence)]) from None
        faults = [_describe_fault(details) for details in error.errors()]
        # Of the alternatives at one place the last one's sentence tells all.
        raise FaultyFile(list({fault.path: fault for fault in faults}.values())) from None
    except RecursionError:
        raise FaultyFile([Fault("$", "Направления вложены глубже, чем бывает в документах.")]) from None
    if faults := list(_find_inconsistencies(document)):
        raise FaultyFile(faults)
    return document


def fingerprint(document: ProgrammeDocument) -> str:
    """Return a digest that is equal for two files that say the same, whatever their layout and their version."""
    canonical = json.dumps(with_version(document.as_json()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parse(content: bytes):
    try:
        data = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_object_with_unique_keys, parse_constant=_refuse_constant
        )
        json.dumps(data, ensure_ascii=False).encode()  # fails for lone surrogates, which no page could show
        return data
    except UnicodeDecodeError:
        sentence = "Файл не в кодировке UTF-8. Сохраните его в UTF-8 и загрузите снова."
    except UnicodeEncodeError:
        sentence = "В файле есть половины знаков («\\ud800»). Сохраните его заново в той программе, где он сделан."
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
        counts = Counter(key for key, _ in pairs)
        repeated = next(key for key, count in counts.items() if count > 1)
        raise _RepeatedKey(f"Ключ «{repeated}» стоит в одном объекте дважды; какой из двух верен, неизвестно.")
    return result


def _refuse_constant(name: str):
    raise ValueError(name)


# How pydantic names the alternatives of a value within its place.
_OF_A_UNION = ("literal[", "function-after[")
_SENTENCES = {
    "missing": "Нет обязательного ключа.",
    "too_long": "Здесь больше частей, чем бывает в документах.",
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


def _describe_fault(details: dict) -> Fault:
    kind = details["type"]
    if kind == "literal_error":
        sentence = f"Здесь может стоять только: {details['ctx']['expected'].replace(' or ', ' или ')}."
    else:
        # Kinds that aren't in the table come from the format's own checks, which bring their sentences.
        sentence = _SENTENCES.get(kind, details["msg"])
    return Fault(_json_path(details["loc"]), sentence)


def _json_path(location: tuple) -> str:
    path = "$"
    for step in location:
        if step == "[key]":  # the fault is in the key itself, which the previous step names
            continue
        if str(step).startswith(_OF_A_UNION):
            continue
        if isinstance(step, int):
            path += f"[{step}]"
        elif step.isidentifier():
            path += f".{step}"
        else:
            path += f"[{json.dumps(step, ensure_ascii=False)}]"
    return path


def _find_inconsistencies(document: ProgrammeDocument) -> Iterator[Fault]:
    """Yield faults against rules between places of the file, which its shape can't express."""
    if document.format == FORMAT:
        for path in places_of_version_2(document.as_json()):
            yield Fault(path, f"Это есть только во второй версии: в «format» должно стоять «{FORMAT_2}».")
    yield from _find_order_faults(document)
    programme = document.programme
    if programme.period.start > programme.period.end:
        yield Fault("$.programme.period", "Первый год программы позже последнего.")
    if table := programme.indicators:
        yield from _find_repeated("$.programme.indicators.periods", table.periods or [], "Период")
        yield from _find_column_faults("$.programme.indicators.columns", table.columns)
        periods = set(table.periods or [])
        for g, group in enumerate(table.groups or []):
            for r, row in enumerate(group.rows or []):
                path = f"$.programme.indicators.groups[{g}].rows[{r}].values"
                for label, value in (row.values or {}).items():
                    if label not in periods:
                        yield Fault(f'{path}["{label}"]', f"Периода «{label}» нет среди периодов таблицы.")
                    if not value.model_fields_set:
                        yield Fault(f'{path}["{label}"]', "Нужен план, факт или то и другое.")
    if roadmap := programme.roadmap:
        yield from _find_column_faults("$.programme.roadmap.columns", roadmap.columns)
        yield from _find_stage_faults("$.programme.roadmap", roadmap.directions)


def _find_order_faults(document: ProgrammeDocument) -> Iterator[Fault]:
    ids = [order.id for order in document.orders or [] if order.states("id")]
    yield from _find_repeated("$.orders", ids, "Приказ с обозначением")
    known = set(ids)
    places: list[tuple[str, ExchangeShape | None]] = [("$.programme.approved_by", document.programme.approved_by)]
    places += [(f"$.annexes[{i}]", annex) for i, annex in enumerate(document.annexes or [])]
    places += [(f"$.low_result_schools[{i}]", each) for i, each in enumerate(document.low_result_schools or [])]
    for path, place in places:
        if place is not None and place.states("order") and place.order not in known:
            yield Fault(f"{path}.order", f"Приказа с обозначением «{place.order}» нет среди «orders».")


def _find_column_faults(path: str, columns: list | None) -> Iterator[Fault]:
    yield from _find_repeated(path, [column.key for column in columns or []], "Столбец")


def _find_repeated(path: str, values: list[str], noun: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Fault(f"{path}[{index}]", f"{noun} «{value}» стоит дважды.")
        seen.add(value)


def _find_stage_faults(path: str, directions: list[DirectionShape] | None) -> Iterator[Fault]:
    for d, direction in enumerate(directions or []):
        here = f"{path}.directions[{d}]"
        for a, activity in enumerate(direction.activities or []):
            if activity.states("stages"):
                yield from _find_words_beside_stages(f"{here}.activities[{a}]", activity)
        yield from _find_stage_faults(here, direction.directions)


def _find_words_beside_stages(path: str, activity: ActivityShape) -> Iterator[Fault]:
    if all(stage.name is not None for stage in activity.stages):
        return  # with control events only, the activity has cells of its own
    for key in ("term", "responsible", "result", "document"):
        if activity.states(key):
            yield Fault(f"{path}.{key}", "Если у мероприятия есть этапы, это пишется в этапах.")
