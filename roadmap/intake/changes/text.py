"""Compares a document's title, years, passport, abbreviations, sections and annexes with the stored ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.db import models

from portal.history.actions import Recorded
from roadmap.editions.comparing import ComparedPlace, moved_places
from roadmap.exchange.fields import tables_of
from roadmap.exchange.format import ProgrammeDocument
from roadmap.intake.changes.proposed import PartChanges, compare_wordings, index_by_name
from roadmap.intake.changes.rows import put_in_order
from roadmap.programmes.actions import place_part
from roadmap.programmes.models import Abbreviation, Annex, PassportItem, Programme, Section
from roadmap.tables.struck import keep_struck, tables_as_kept
from schools.archive.actions import delete_kept

_SECTION = {"number": "Номер", "title": "Заголовок", "text": "Текст", "tables": "Таблицы"}


class HeadChanges(PartChanges):
    """Changes of the programme's title and years; not used for a fragment, which doesn't state them."""

    def __init__(self, programme: Programme, document: ProgrammeDocument) -> None:
        super().__init__("Название и годы")
        shape = document.programme
        old = {"title": programme.title, "years": programme.years}
        period = shape.period
        years = str(period.start) if period.start == period.end else f"{period.start}–{period.end}"
        new = {"title": shape.title, "years": years}

        def write() -> Iterator[Recorded]:
            programme.title, programme.start_year, programme.end_year = shape.title, period.start, period.end
            programme.save()
            yield Recorded(programme, "изменена по документу", old, new)

        self.propose("Программа", compare_wordings({"title": "Название", "years": "Годы"}, old, new), write)


class RowsChanges(PartChanges):
    """Changes of rows of one model, which are matched by the field `name`.

    With `strikes`, for a whole document, rows may also be moved and struck.
    """

    def __init__(
        self,
        title: str,
        programme: Programme,
        model: type[models.Model],
        labels: Mapping[str, str],
        incoming: list[dict],
        *,
        name: str,
        part: Section.Part | None = None,
        stored: list | None = None,
        strikes: bool = True,
        by,
    ) -> None:
        super().__init__(title)
        self.programme, self.model, self.labels, self.part = programme, model, labels, part
        self.name, self.is_fragment, self.by = name, not strikes, by
        self.order = list(model.objects.filter(programme=programme).order_by("position"))
        rows = self.order if stored is None else stored
        known = index_by_name(rows, lambda row: getattr(row, name))
        said = index_by_name(incoming, lambda row: row.get(name))
        self.said: list[models.Model | None] = [known.get(key) for key in said]
        """The document's rows in its order; None for a new one that wasn't taken."""
        for at, (key, new) in enumerate(said.items()):
            if key in known:
                self._propose_change(known[key], new)
            else:
                self._propose_new(new, new.get(name) or "Без названия", at)
        if strikes:
            self._propose_moves(known, said)
        for key, row in known.items():
            if strikes and incoming and key not in said:
                self._propose_struck(row)

    def _propose_moves(self, known: Mapping, said: Mapping) -> None:
        old = [ComparedPlace(key, str(row), {}) for key, row in known.items()]
        new = [ComparedPlace(key, str(self.model(**row)), {}) for key, row in said.items()]
        moved = moved_places(old, new)
        for key in said:
            if key in moved:
                self.propose_move(known[key], moved[key], among=self.programme)

    def _propose_new(self, new: dict, title: str, at: int) -> None:
        def write() -> Iterator[Recorded]:
            row = self.model(programme=self.programme, position=len(self.order), **new)
            row.save()
            self.order.append(row)
            self.said[at] = row
            self.placed.append(row)
            yield Recorded(self.programme, f"{self.title.lower()}: добавлено по документу", after=_words(new))

        beside_title = {field: label for field, label in self.labels.items() if field != self.name}
        self.propose(title, compare_wordings(beside_title, None, _words(new)), write)

    def _propose_change(self, row: models.Model, new: dict) -> None:
        old = {field: getattr(row, field) for field in self.labels}

        def write(cells: Collection[str]) -> Iterator[Recorded]:
            stated = {field: words for field, words in new.items() if words is not None}
            changed = {field: words for field, words in stated.items() if self.labels[field] in cells}
            was = tables_as_kept(row) if "tables" in changed else None
            for field, words in changed.items():
                setattr(row, field, words)
            row.save()
            if was:
                keep_struck(row, was, by=self.by)
            yield Recorded(
                self.programme,
                f"{self.title.lower()}: изменено по документу",
                _words({field: old[field] for field in changed}),
                _words(changed),
            )

        self.propose(str(row), compare_wordings(self.labels, _words(old), _words(new)), write, by_cells=True)

    def _propose_struck(self, row: models.Model) -> None:
        old = {field: getattr(row, field) for field in self.labels}

        def write() -> Iterator[Recorded]:
            self.order.remove(row)
            delete_kept(row, by=self.by, name=f"{self.title}: {row} ({self.programme})", within=self.programme)
            yield Recorded(self.programme, f"{self.title.lower()}: убрано по документу", before=_words(old))

        self.propose(str(row), compare_wordings(self.labels, _words(old), None), write)

    def settle(self) -> None:
        said = [row for row in self.said if row in self.order]
        self.order = put_in_order(said, self.order, self.placed, is_fragment=self.is_fragment)
        if self.part:
            place_part(self.programme, self.part, stands=bool(self.order), by=self.by)


def _words(row: Mapping) -> dict:
    """Return the fields of a row with tables as lines of text and everything else unchanged."""
    return {field: _join_tables(each) if isinstance(each, list) else each for field, each in row.items()}


def _join_tables(tables: list[dict]) -> str:
    return "\n\n".join("\n".join(" | ".join(row) for row in table.get("rows", [])) for table in tables)


def text_changes(programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> Iterator[PartChanges]:
    shape, strikes = document.programme, not is_fragment
    if not is_fragment:
        yield HeadChanges(programme, document)
    yield RowsChanges(
        "Паспорт",
        programme,
        PassportItem,
        {"label": "Строка", "text": "Текст"},
        [{"label": row.label, "text": row.text} for row in shape.passport or []],
        name="label",
        part=Section.Part.PASSPORT,
        strikes=strikes,
        by=by,
    )
    yield RowsChanges(
        "Сокращения",
        programme,
        Abbreviation,
        {"short": "Сокращение", "long": "Полностью"},
        [{"short": row.short, "long": row.long} for row in shape.abbreviations or []],
        name="short",
        part=Section.Part.ABBREVIATIONS,
        strikes=strikes,
        by=by,
    )
    sections = [
        {"number": each.number, "title": each.title, "text": each.text, "tables": tables_of(each)}
        for each in shape.sections or []
        if each.text
    ]
    yield RowsChanges(
        "Разделы",
        programme,
        Section,
        _SECTION,
        sections,
        name="title",
        stored=[each for each in programme.sections.all() if each.part == Section.Part.TEXT and each.text],
        strikes=strikes,
        by=by,
    )
    annexes = [
        {"annex": each.annex, "title": each.title, "text": each.text, "tables": tables_of(each)}
        for each in document.annexes or []
    ]
    labels = {"annex": "Номер", "title": "Заголовок", "text": "Текст", "tables": "Таблицы"}
    yield RowsChanges("Приложения", programme, Annex, labels, annexes, name="title", strikes=strikes, by=by)
