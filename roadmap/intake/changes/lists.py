"""Compares a document's lists of schools with low results with the stored ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db.models import Model

from indicators.catalogue.models import Period
from indicators.identification.models import Criterion, ListedSchool, LowResultList
from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from portal.text.keys import natural_key
from roadmap.editions.comparing import ComparedPlace, Wording, moved_places
from roadmap.exchange.fields import fields_of
from roadmap.exchange.format import ListedSchoolShape, LowResultListShape, ProgrammeDocument
from roadmap.intake.changes.proposed import PartChanges, compare_wordings, index_by_name
from roadmap.intake.changes.rows import pair_rows, put_in_order
from roadmap.intake.school_matching import match_school_names
from roadmap.programmes.models import Programme, ProgrammeList
from schools.archive.actions import Deletion, delete_kept
from schools.directory.models import School

_LIST = {"title": "Заголовок", "annex": "Номер приложения", "caption": "Гриф приложения", "year": "Год"}
_SCHOOL = {"name": "Школа", "criteria": "Критерии"}
_CRITERION = ("number", "name", "current", "expected")


def list_changes(programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> Iterator[PartChanges]:
    """Yield the changes of each list. Lists are matched by title; if one is left on either side, these are matched.

    A list on which an identification, an approved programme or another programme relies is compared, but not changed.
    """
    shapes = document.low_result_schools or []
    stored = list(programme.low_result_lists.select_related("period").order_by("programme_links__position"))
    names = [each.school or "" for shape in shapes for each in shape.schools or []]
    matched = match_school_names(names, programme.municipality) if names else []
    meant = {each.name: each.school for each in matched if not each.doubts}
    known, said = index_by_name(stored, lambda each: each.title), index_by_name(shapes, lambda each: each.title)
    pairs = {key: known.pop(key) for key in list(said) if key in known}
    if len(known) == 1 and len(said) - len(pairs) == 1:
        pairs[next(key for key in said if key not in pairs)] = known.pop(next(iter(known)))
    for key, shape in said.items():
        yield ListChanges(programme, shape, pairs.get(key), meant, is_fragment=is_fragment, by=by)
    if said and not is_fragment and known:
        yield _propose_leaving_out(programme, list(known.values()), by)


class ListChanges(PartChanges):
    """Changes of one list. Schools are matched by their names as written, else by the schools that these mean.

    No school is added to the directory.
    """

    def __init__(
        self,
        programme: Programme,
        shape: LowResultListShape,
        stored: LowResultList | None,
        meant: dict[str, School | None],
        *,
        is_fragment: bool,
        by,
    ) -> None:
        super().__init__(f"Список школ: {stored or shape.title or 'без заголовка'}")
        self.programme, self.list, self.meant, self.is_fragment = programme, stored, meant, is_fragment
        self.by = by
        self.said: list[ListedSchool | None] = []
        if stored is None:
            self._propose_list(shape)
            return
        self._propose_head(shape)
        rows = list(stored.listed_schools.select_related("school").prefetch_related("criteria"))
        shapes = shape.schools or []
        pairs = pair_rows(rows, shapes, (
            lambda row, each: natural_key(row.name or "") == natural_key(each.school or ""),
            lambda row, each: row.school is not None and row.school == meant.get(each.school or ""),
        ))  # fmt: skip
        self.said = [pairs.get(at) for at in range(len(shapes))]
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
            self.shown, self.proposed = self.proposed, []
            self.notes.append(
                "В документе этот список другой, и вот чем. На хранящемся стоит идентификация, утверждённая редакция "
                "или другая программа, поэтому отсюда он не меняется."
            )

    def _propose_list(self, shape: LowResultListShape) -> None:
        schools = [each.school or "" for each in shape.schools or []]
        new = fields_of(shape, *_LIST)

        def write() -> Iterator[Recorded]:
            link = self.programme.order_links.filter(key=shape.order).first() if shape.order else None
            self.list = LowResultList.objects.create(
                municipality=self.programme.municipality,
                period=_find_period(shape),
                order=link and link.order,
                **fields_of(shape, "annex", "caption", "title", "columns"),
            )
            position = self.programme.list_links.count()
            ProgrammeList.objects.create(programme=self.programme, low_result_list=self.list, position=position)
            for each in shape.schools or []:
                self._add_school(each)
            after = {**new, "schools": schools}
            yield Recorded(self.list, "список школ добавлен по документу", after=after)
            yield Recorded(self.programme, "список школ добавлен по документу", after=after)

        self.propose(
            shape.title or "Список школ", [*compare_wordings(_LIST, None, new), _compare_names(None, schools)], write
        )

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
                stored.period = _find_period(shape)
            stored.save()
            yield Recorded(stored, "изменён по документу", old, new)

        self.propose("Список", compare_wordings(_LIST, old, new), write)

    def _propose_new(self, shape: ListedSchoolShape, at: int) -> None:
        new = _words_of_shape(shape)

        def write() -> Iterator[Recorded]:
            row = self._add_school(shape)
            self.said[at] = row
            self.placed.append(row)
            yield Recorded(self.list, "школа добавлена по документу", after=new)

        self.propose(shape.school or "—", compare_wordings(_SCHOOL, None, new), write)

    def _propose_change(self, row: ListedSchool, shape: ListedSchoolShape) -> None:
        old, new = _words_of_stored(row), _words_of_shape(shape)

        def write() -> Iterator[Recorded]:
            if shape.school is not None:
                row.name = shape.school
                row.save(update_fields=["name"])
            if shape.criteria is not None and new["criteria"] != old["criteria"]:
                _delete_criteria(row, row.criteria.all(), self.programme, by=self.by)
                _write_criteria(row, shape)
            yield Recorded(self.list, "школа изменена по документу", old, new)

        self.propose(str(row), compare_wordings(_SCHOOL, old, new), write)

    def _propose_struck(self, row: ListedSchool) -> None:
        old = _words_of_stored(row)

        def write() -> Iterator[Recorded]:
            name = f"Школа списка: {row} ({self.list}, {self.programme})"
            delete_kept(row, by=self.by, name=name, within=self.programme)
            yield Recorded(self.list, "школа убрана по документу", before=old)

        self.propose(str(row), compare_wordings(_SCHOOL, old, None), write)

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

    def _add_school(self, shape: ListedSchoolShape) -> ListedSchool:
        """Add a school to the end of the list; raises Refusal if the directory doesn't have it."""
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
        put_in_order(said, rows, self.placed, is_fragment=self.is_fragment)


def is_fixed(low_result_list: LowResultList, programme: Programme) -> bool:
    """Return whether an identification, an approved programme or another programme relies on the list."""
    others = ProgrammeList.objects.filter(low_result_list=low_result_list).exclude(programme=programme)
    is_draft = programme.status == Programme.Status.DRAFT
    return not is_draft or low_result_list.run_id is not None or others.exists()


def _propose_leaving_out(programme: Programme, lists: list[LowResultList], by) -> PartChanges:
    part = PartChanges("Списки школ, которых в документе нет")
    for each in lists:
        schools = [str(row) for row in each.listed_schools.all()]
        part.propose(str(each), [_compare_names(schools, None)], partial(_leave_out, programme, each, schools, by))
    return part


def _leave_out(programme: Programme, low_result_list: LowResultList, schools: list[str], by) -> Iterator[Recorded]:
    """Unlink the list from the programme, and delete it unless something else relies on it; both can be restored."""
    link = ProgrammeList.objects.get(programme=programme, low_result_list=low_result_list)
    deletion = Deletion(link, name=f"Список школ: {low_result_list} ({programme})", within=programme)
    deletion.take(link)
    if not is_fixed(low_result_list, programme):
        deletion.take(low_result_list)
    deletion.keep(by=by)
    yield Recorded(programme, "список школ убран по документу", before={"schools": schools})


def put_listed_back(records: Sequence[Model], by) -> None:
    """Put a restored school in its place in the list; raises Refusal if something else relies on the list by now."""
    row = next(each for each in records if isinstance(each, ListedSchool))
    _programme_of(row.low_result_list)
    rows = sorted(row.low_result_list.listed_schools.all(), key=lambda each: (each.position, each.pk != row.pk))
    for position, each in enumerate(rows):
        each.position = position
    ListedSchool.objects.bulk_update(rows, ["position"])


def put_criteria_back(records: Sequence[Model], by) -> None:
    """Let restored criteria replace those that the school has now, which are deleted restorably.

    Raises Refusal if something else relies on the list by now.
    """
    came = [each for each in records if isinstance(each, Criterion)]
    row = came[0].listed_school
    programme = _programme_of(row.low_result_list)
    others = row.criteria.exclude(pk__in=[each.pk for each in came])
    before = _join_criteria([_words_of_line(each) for each in others])
    if before:
        _delete_criteria(row, others, programme, by=by)
    record_changes(
        [Recorded(row, "критерии возвращены", {"criteria": before}, {"criteria": _words_of_stored(row)["criteria"]})],
        by=by,
    )


def _delete_criteria(row: ListedSchool, criteria: Iterable[Criterion], programme: Programme, *, by) -> None:
    lines = list(criteria)
    if lines:
        name = f"Критерии школы: {row} ({row.low_result_list}, {programme})"
        delete_kept(lines, by=by, name=name, within=programme)


def _programme_of(low_result_list: LowResultList) -> Programme:
    """Return the only programme that has the list; raises Refusal if something else relies on it by now."""
    links = ProgrammeList.objects.filter(low_result_list=low_result_list).select_related("programme")
    if not links or any(is_fixed(low_result_list, link.programme) for link in links):
        raise Refusal(f"На списке «{low_result_list}» уже держится другое: вернуть в него удалённое нельзя.")
    return links[0].programme


def _compare_names(old: list[str] | None, new: list[str] | None) -> Wording:
    return Wording("Школы", None if old is None else "\n".join(old), None if new is None else "\n".join(new))


def _find_period(shape: LowResultListShape) -> Period | None:
    return Period.objects.labelled([shape.year])[shape.year] if shape.year else None


def _write_criteria(row: ListedSchool, shape: ListedSchoolShape) -> None:
    Criterion.objects.bulk_create(
        Criterion(listed_school=row, position=position, **fields_of(each, *_CRITERION))
        for position, each in enumerate(shape.criteria or [])
    )


def _words_of_stored(row: ListedSchool) -> dict[str, str | None]:
    return {"name": row.name, "criteria": _join_criteria([_words_of_line(each) for each in row.criteria.all()])}


def _words_of_line(criterion: Criterion) -> dict[str, str | None]:
    return {key: getattr(criterion, key) for key in _CRITERION}


def _words_of_shape(shape: ListedSchoolShape) -> dict[str, str | None]:
    lines = None if shape.criteria is None else [fields_of(each, *_CRITERION) for each in shape.criteria]
    return {"name": shape.school, "criteria": None if lines is None else _join_criteria(lines)}


def _join_criteria(criteria: list[dict[str, str | None]]) -> str:
    return "\n".join(" · ".join(filter(None, each.values())) for each in criteria)
