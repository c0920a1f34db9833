"""A document's lists of schools with low results against those that are stored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from indicators.catalogue.models import Period
from indicators.identification.models import Criterion, ListedSchool, LowResultList
from portal.history.actions import Recorded
from portal.refusals import Refusal
from portal.text.keys import natural_key
from roadmap.editions.comparing import ComparedPlace, Wording, moved_places
from roadmap.exchange.fields import fields_of
from roadmap.exchange.format import ListedSchoolShape, LowResultListShape, ProgrammeDocument
from roadmap.intake.changes.order import in_order_of
from roadmap.intake.changes.proposed import PartChanges, by_name, worded
from roadmap.intake.school_matching import names_matched
from roadmap.programmes.models import Programme, ProgrammeList
from schools.directory.models import School

_LIST = {"title": "Заголовок", "annex": "Номер приложения", "caption": "Гриф приложения", "year": "Год"}
_SCHOOL = {"name": "Школа", "criteria": "Критерии"}
_CRITERION = ("number", "name", "current", "expected")


def list_changes(programme: Programme, document: ProgrammeDocument, *, is_fragment: bool) -> Iterator[PartChanges]:
    """Lists are known by their titles; where one of each side is left, they are the same one.

    A list that an identification, an approved programme or another one stands on as well is compared and not changed.
    """
    shapes = document.low_result_schools or []
    stored = list(programme.low_result_lists.select_related("period").order_by("programme_links__position"))
    names = [each.school or "" for shape in shapes for each in shape.schools or []]
    meant = {each.name: each.school for each in names_matched(names, programme.municipality)} if names else {}
    known, said = by_name(stored, lambda each: each.title), by_name(shapes, lambda each: each.title)
    pairs = {key: known.pop(key) for key in list(said) if key in known}
    if len(known) == 1 and len(said) - len(pairs) == 1:
        pairs[next(key for key in said if key not in pairs)] = known.pop(next(iter(known)))
    for key, shape in said.items():
        yield ListChanges(programme, shape, pairs.get(key), meant, is_fragment=is_fragment)
    if said and not is_fragment and known:
        yield _struck(programme, list(known.values()))


class ListChanges(PartChanges):
    """Schools are known by their names as written, else by whom these mean; none is made in the directory."""

    def __init__(
        self,
        programme: Programme,
        shape: LowResultListShape,
        stored: LowResultList | None,
        meant: dict[str, School | None],
        *,
        is_fragment: bool,
    ) -> None:
        super().__init__(f"Список школ: {stored or shape.title or 'без заголовка'}")
        self.programme, self.list, self.meant, self.is_fragment = programme, stored, meant, is_fragment
        self.said: list[ListedSchool | None] = []
        if stored is None:
            self._propose_list(shape)
            return
        self._propose_head(shape)
        rows = list(stored.listed_schools.select_related("school").prefetch_related("criteria"))
        shapes = shape.schools or []
        self.said = self._paired(rows, shapes)
        for at, each in enumerate(shapes):
            if row := self.said[at]:
                self._propose_change(row, each)
            else:
                self._propose_new(each, at)
        if not is_fragment and shapes:
            self._propose_moves(rows, shapes)
            for row in rows:
                if row not in self.said:
                    self._propose_struck(row)
        if self.proposed and is_fixed(stored, programme):
            self.proposed.clear()
            self.notes.append(
                "В документе этот список другой. На хранящемся стоит идентификация, утверждённая редакция или другая "
                "программа, поэтому отсюда он не меняется."
            )

    def _paired(self, rows: list[ListedSchool], shapes: list[ListedSchoolShape]) -> list[ListedSchool | None]:
        left = list(rows)
        found: list[ListedSchool | None] = [None] * len(shapes)
        tests = (
            lambda row, each: natural_key(row.name or "") == natural_key(each.school or ""),
            lambda row, each: row.school is not None and row.school == self.meant.get(each.school or ""),
        )
        for test in tests:
            for at, each in enumerate(shapes):
                if found[at] is None and (same := next((row for row in left if test(row, each)), None)):
                    found[at] = same
                    left.remove(same)
        return found

    def _propose_list(self, shape: LowResultListShape) -> None:
        schools = [each.school or "" for each in shape.schools or []]
        new = fields_of(shape, *_LIST)

        def write() -> Iterator[Recorded]:
            link = self.programme.order_links.filter(key=shape.order).first() if shape.order else None
            self.list = LowResultList.objects.create(
                municipality=self.programme.municipality,
                period=_period(shape),
                order=link and link.order,
                **fields_of(shape, "annex", "caption", "title", "columns"),
            )
            position = self.programme.list_links.count()
            ProgrammeList.objects.create(programme=self.programme, low_result_list=self.list, position=position)
            for each in shape.schools or []:
                self._listed(each)
            yield Recorded(self.programme, "список школ добавлен по документу", after={**new, "schools": schools})

        self.propose(shape.title or "Список школ", [*worded(_LIST, None, new), _schools(None, schools)], write)

    def _propose_head(self, shape: LowResultListShape) -> None:
        stored = self.list
        new = fields_of(shape, *_LIST)
        old = {"title": stored.title, "annex": stored.annex, "caption": stored.caption}
        old["year"] = stored.period and stored.period.label

        def write() -> Iterator[Recorded]:
            for field in ("title", "annex", "caption"):
                if new[field] is not None:
                    setattr(stored, field, new[field])
            if shape.year:
                stored.period = _period(shape)
            stored.save()
            yield Recorded(stored, "изменён по документу", old, new)

        self.propose("Список", worded(_LIST, old, new), write)

    def _propose_new(self, shape: ListedSchoolShape, at: int) -> None:
        new = _words_of_shape(shape)

        def write() -> Iterator[Recorded]:
            row = self._listed(shape)
            self.said[at] = row
            self.placed.append(row)
            yield Recorded(self.list, "школа добавлена по документу", after=new)

        self.propose(shape.school or "—", worded(_SCHOOL, None, new), write)

    def _propose_change(self, row: ListedSchool, shape: ListedSchoolShape) -> None:
        old, new = _words_of_stored(row), _words_of_shape(shape)

        def write() -> Iterator[Recorded]:
            if shape.school is not None:
                row.name = shape.school
                row.save(update_fields=["name"])
            if shape.criteria is not None:
                row.criteria.all().delete()
                _write_criteria(row, shape)
            yield Recorded(self.list, "школа изменена по документу", old, new)

        self.propose(str(row), worded(_SCHOOL, old, new), write)

    def _propose_struck(self, row: ListedSchool) -> None:
        old = _words_of_stored(row)

        def write() -> Iterator[Recorded]:
            row.delete()
            yield Recorded(self.list, "школа убрана по документу", before=old)

        self.propose(str(row), worded(_SCHOOL, old, None), write)

    def _propose_moves(self, rows: list[ListedSchool], shapes: list[ListedSchoolShape]) -> None:
        old = [ComparedPlace(row.pk, str(row), {}) for row in rows]
        new = [
            ComparedPlace(row.pk if row else ("new", at), shape.school or "—", {})
            for at, (row, shape) in enumerate(zip(self.said, shapes, strict=True))
        ]
        moved = moved_places(old, new)
        for row in self.said:
            if row and row.pk in moved:
                self.propose_move(row, moved[row.pk], among=self.list)

    def _listed(self, shape: ListedSchoolShape) -> ListedSchool:
        school = self.meant.get(shape.school or "")
        if school is None:
            raise Refusal(f"Школы «{shape.school or '—'}» в портале нет: сначала заведите её в разделе «Школы».")
        position = self.list.listed_schools.count()
        row = ListedSchool.objects.create(
            low_result_list=self.list, position=position, name=shape.school, school=school
        )  # fmt: skip
        _write_criteria(row, shape)
        return row

    def settle(self) -> None:
        if not self.said or self.list is None:
            return
        rows = list(self.list.listed_schools.order_by("position"))
        said = [row for row in self.said if row in rows]
        for position, row in enumerate(in_order_of(said, rows, self.placed, is_fragment=self.is_fragment)):
            if row.position != position:
                ListedSchool.objects.filter(pk=row.pk).update(position=position)


def is_fixed(low_result_list: LowResultList, programme: Programme) -> bool:
    """Somebody else relies on the list: an identification, a programme in force, another programme."""
    others = ProgrammeList.objects.filter(low_result_list=low_result_list).exclude(programme=programme)
    is_draft = programme.status == Programme.Status.DRAFT
    return not is_draft or low_result_list.run_id is not None or others.exists()


def _struck(programme: Programme, lists: list[LowResultList]) -> PartChanges:
    part = PartChanges("Списки школ, которых в документе нет")
    for each in lists:
        schools = [str(row) for row in each.listed_schools.all()]
        part.propose(str(each), [_schools(schools, None)], partial(_leave_out, programme, each, schools))
    return part


def _leave_out(programme: Programme, low_result_list: LowResultList, schools: list[str]) -> Iterator[Recorded]:
    """It is the programme's no more; what nobody else has is deleted."""
    ProgrammeList.objects.filter(programme=programme, low_result_list=low_result_list).delete()
    if not is_fixed(low_result_list, programme):
        low_result_list.delete()
    yield Recorded(programme, "список школ убран по документу", before={"schools": schools})


def _schools(old: list[str] | None, new: list[str] | None) -> Wording:
    return Wording("Школы", None if old is None else "\n".join(old), None if new is None else "\n".join(new))


def _period(shape: LowResultListShape) -> Period | None:
    return Period.objects.labelled([shape.year])[shape.year] if shape.year else None


def _write_criteria(row: ListedSchool, shape: ListedSchoolShape) -> None:
    Criterion.objects.bulk_create(
        Criterion(listed_school=row, position=position, **fields_of(each, *_CRITERION))
        for position, each in enumerate(shape.criteria or [])
    )


def _words_of_stored(row: ListedSchool) -> dict[str, str | None]:
    lines = [{key: getattr(each, key) for key in _CRITERION} for each in row.criteria.all()]
    return {"name": row.name, "criteria": _lines(lines)}


def _words_of_shape(shape: ListedSchoolShape) -> dict[str, str | None]:
    lines = None if shape.criteria is None else [fields_of(each, *_CRITERION) for each in shape.criteria]
    return {"name": shape.school, "criteria": None if lines is None else _lines(lines)}


def _lines(criteria: list[dict[str, str | None]]) -> str:
    return "\n".join(" · ".join(filter(None, each.values())) for each in criteria)
