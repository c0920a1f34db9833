"""A roadmap rearranged and rewritten: places, numbers, sequence, history; nothing touched that nobody touched."""

import copy
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DatabaseTestCase

from portal.history.models import Change
from portal.meanwhile import ChangedMeanwhile
from roadmap.editions.actions import withdraw_approval
from roadmap.editor.actions.arranging import MoveWay, copy_rows, delete_rows, move_rows, renumber, shift_row, undo_last
from roadmap.editor.actions.rows import add_row, save_row
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.importer import import_programme
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.numbering import Manner, NumberStyle
from roadmap.plan.outline import read_outline
from roadmap.plan.row_words import words_of
from roadmap.programmes.drafts import CannotEdit, WrongProgrammeState
from roadmap.programmes.models import Programme
from tests.factories import approve, make_programme
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes
from tests.roadmap.exchange.test_interchange import read
from tests.sealing import sealed_at_once

pytestmark = pytest.mark.django_db

NESTED = {
    "directions": [
        {"number": "1", "title": "Первое", "activities": [{"number": f"1.{i}", "name": f"1-{i}"} for i in (1, 2, 3)]},
        {
            "number": "2",
            "title": "Второе",
            "activities": [{"number": "2.1", "name": "2-1"}],
            "directions": [
                {"number": "2.2", "title": "Внутри", "activities": [{"number": "2.2.1", "name": "2-2-1"}]},
                {"number": "2.3", "title": "Пустое"},
            ],
        },
    ]
}


@pytest.fixture
def roadmap() -> Roadmap:
    return make_programme(roadmap=copy.deepcopy(NESTED)).roadmap


def rows(roadmap: Roadmap) -> list[str]:
    """«1.2 1-2» for each row in the document's order, whose places, sequences and kept order must agree."""
    outline = read_outline(roadmap)
    walked = list(outline.root.walk())
    activities = [node.record for node in walked if not node.is_direction]
    assert [each.sequence for each in activities] == list(range(len(activities)))
    for node in (outline.root, *walked):
        assert [each.record.position for each in node.children] == list(range(len(node.children)))
    return ["  " * node.depth + f"{node.number or '–'} {node.title}" for node in walked]


def key(roadmap: Roadmap, title: str) -> str:
    return next(key for key, node in read_outline(roadmap).nodes.items() if node.title == title)


def undo(roadmap: Roadmap) -> None:
    undo_last(roadmap=roadmap, change_pk=Change.objects.about(roadmap).first().pk, by=None)


class TestOneStep:
    def test_past_a_neighbour_renumbers_both(self, roadmap):
        shift_row(roadmap=roadmap, key=key(roadmap, "1-1"), way=MoveWay.DOWN, by=None)

        assert rows(roadmap)[:4] == ["1 Первое", "  1.1 1-2", "  1.2 1-1", "  1.3 1-3"]

    def test_out_of_a_directions_end_into_the_next(self, roadmap):
        shift_row(roadmap=roadmap, key=key(roadmap, "1-3"), way=MoveWay.DOWN, by=None)

        assert rows(roadmap)[3:6] == ["2 Второе", "  2.1 1-3", "  2.2 2-1"]
        assert "    2.3.1 2-2-1" in rows(roadmap)
        shift_row(roadmap=roadmap, key=key(roadmap, "1-3"), way=MoveWay.UP, by=None)
        assert rows(roadmap)[:4] == ["1 Первое", "  1.1 1-1", "  1.2 1-2", "  1.3 1-3"]

    def test_a_direction_in_and_out_takes_its_activities_along(self, roadmap):
        shift_row(roadmap=roadmap, key=key(roadmap, "Второе"), way=MoveWay.IN, by=None)
        assert "  1.4 Второе" in rows(roadmap)
        assert "      1.4.2.1 2-2-1" in rows(roadmap)

        shift_row(roadmap=roadmap, key=key(roadmap, "Внутри"), way=MoveWay.OUT, by=None)
        assert rows(roadmap)[-2:] == ["  1.5 Внутри", "    1.5.1 2-2-1"]

    @pytest.mark.parametrize(
        ("title", "way", "words"),
        [
            ("1-1", MoveWay.UP, "Выше некуда"),
            ("Первое", MoveWay.UP, "Выше некуда"),
            ("Пустое", MoveWay.DOWN, "Ниже в своём направлении некуда"),
            ("1-1", MoveWay.OUT, "только в направлении"),
            ("1-2", MoveWay.IN, "нет направления"),
            ("Первое", MoveWay.OUT, "уже на верхнем уровне"),
        ],
    )
    def test_that_leads_nowhere_is_refused_with_a_sentence(self, roadmap, title, way, words):
        before = rows(roadmap)
        with pytest.raises(CannotEdit, match=words):
            shift_row(roadmap=roadmap, key=key(roadmap, title), way=way, by=None)

        assert rows(roadmap) == before


class TestSeveral:
    def test_into_a_direction_in_their_order(self, roadmap):
        keys = [key(roadmap, title) for title in ("2-1", "1-2", "1-1")]
        done = move_rows(roadmap=roadmap, keys=keys, within=key(roadmap, "Пустое"), by=None)

        assert rows(roadmap)[-4:] == ["  2.2 Пустое", "    2.2.1 1-1", "    2.2.2 1-2", "    2.2.3 2-1"]
        assert done.sentence == "Перенесено строк: 3. Теперь в направлении «2.2 Пустое»."

    def test_before_one_of_themselves_stay(self, roadmap):
        keys = [key(roadmap, "1-1"), key(roadmap, "1-2")]
        move_rows(roadmap=roadmap, keys=keys, within=key(roadmap, "Первое"), before=keys[0], by=None)

        assert rows(roadmap)[:4] == ["1 Первое", "  1.1 1-1", "  1.2 1-2", "  1.3 1-3"]

    def test_not_into_themselves_nor_to_the_top(self, roadmap):
        with pytest.raises(CannotEdit, match="внутрь него самого"):
            move_rows(roadmap=roadmap, keys=[key(roadmap, "Второе")], within=key(roadmap, "Внутри"), by=None)
        with pytest.raises(CannotEdit, match="только в направлении"):
            move_rows(roadmap=roadmap, keys=[key(roadmap, "1-1")], within="", by=None)
        with pytest.raises(CannotEdit, match="отметьте"):
            move_rows(roadmap=roadmap, keys=[], within="", by=None)
        for is_direction in (True, False):
            with pytest.raises(CannotEdit, match="только в направлении"):
                add_row(roadmap=roadmap, words={}, within=key(roadmap, "1-1"), is_direction=is_direction, by=None)

    def test_copies_with_everything_and_numbers_on(self, roadmap):
        copy_rows(roadmap=roadmap, keys=[key(roadmap, "Второе")], by=None)

        assert rows(roadmap)[-5:] == ["3 Второе", "  3.1 2-1", "  3.2 Внутри", "    3.2.1 2-2-1", "  3.3 Пустое"]

    def test_deletes_and_brings_back(self, roadmap):
        before = rows(roadmap)
        delete_rows(roadmap=roadmap, keys=[key(roadmap, "1-2"), key(roadmap, "Второе")], by=None)
        deleted = rows(roadmap)
        assert deleted == ["1 Первое", "  1.1 1-1", "  1.2 1-3"]

        undo(roadmap)
        assert rows(roadmap) == before
        undo(roadmap)
        assert rows(roadmap) == deleted


def test_copies_have_stages_links_and_readings_of_their_own():
    shape = {
        "directions": [
            {"activities": [{"name": "А", "stages": [{"term": "Май", "responsible": "Отдел"}]}, {"name": "Б"}]}
        ]
    }
    roadmap = make_programme(roadmap=shape).roadmap
    copy_rows(roadmap=roadmap, keys=[key(roadmap, "А")], by=None)

    first, second = Activity.objects.filter(name="А")
    assert second.stages.get().term == "Май"
    assert second.stages.get().pk != first.stages.get().pk
    assert second.stages.get().executors == first.stages.get().executors is not None


def test_what_was_reported_on_is_not_deleted(in_force):
    activity = in_force.activities["1.2"]
    assignment = activity.assignments.get(school=None)
    report_on_assignment(assignment, AssignmentReport("done", "Сделано"), by=in_force.specialist)
    withdraw_approval(programme=in_force.programme, by=in_force.coordinator)
    roadmap = in_force.programme.roadmap

    with pytest.raises(CannotEdit, match=r"О мероприятии «1\.2 .*уже отчитались"):
        delete_rows(roadmap=roadmap, keys=[key(roadmap, "Анализ результатов")], by=None)
    assert Activity.objects.count() == 4


def test_an_approved_roadmap_is_changed_by_an_order(district):
    roadmap = district.programme.roadmap
    approve(district.programme, by=district.coordinator)

    with pytest.raises(WrongProgrammeState, match="изменяют приказом"):
        delete_rows(roadmap=roadmap, keys=[key(roadmap, "Анализ результатов")], by=None)


class TestNumbers:
    def test_typed_otherwise_stay(self):
        activities = [{"number": number, "name": number} for number in ("5.8", "5.9", "5.9а", "5.10")]
        roadmap = make_programme(
            roadmap={"directions": [{"number": "5", "title": "П", "activities": activities}]}
        ).roadmap
        add_row(
            roadmap=roadmap, words={"name": "новое"}, within=key(roadmap, "П"), before=key(roadmap, "5.10"),
            is_direction=False, by=None,
        )  # fmt: skip

        assert [row.split()[0] for row in rows(roadmap)] == ["5", "5.8", "5.9", "5.9а", "5.10", "5.11"]

    def test_keep_the_documents_dots(self):
        directions = [
            {"number": f"{d}.", "title": f"Н{d}", "activities": [{"number": f"{d}.{a}.", "name": "М"} for a in (1, 2)]}
            for d in (1, 2)
        ]
        roadmap = make_programme(roadmap={"directions": directions}).roadmap
        add_row(roadmap=roadmap, words={"name": "новое"}, within=key(roadmap, "Н1"), is_direction=False, by=None)
        shift_row(roadmap=roadmap, key=key(roadmap, "Н2"), way=MoveWay.UP, by=None)

        assert [row.split()[0] for row in rows(roadmap)] == ["1.", "1.1.", "1.2.", "2.", "2.1.", "2.2.", "2.3."]

    def test_run_through_the_document_where_they_do(self):
        directions = [
            {"title": "А", "activities": [{"number": "1.", "name": "а"}, {"number": "2.", "name": "б"}]},
            {"title": "Б", "activities": [{"number": "3.", "name": "в"}]},
        ]
        roadmap = make_programme(roadmap={"directions": directions}).roadmap
        delete_rows(roadmap=roadmap, keys=[key(roadmap, "а")], by=None)

        assert rows(roadmap) == ["– А", "  1. б", "– Б", "  2. в"]

    def test_are_left_alone_where_they_are_typed(self, roadmap):
        Roadmap.objects.update(numbering=Roadmap.Numbering.TYPED)
        roadmap.refresh_from_db()
        shift_row(roadmap=roadmap, key=key(roadmap, "1-1"), way=MoveWay.DOWN, by=None)

        assert rows(roadmap)[:3] == ["1 Первое", "  1.2 1-2", "  1.1 1-1"]
        renumber(roadmap=roadmap, manner=None, by=None)
        assert rows(roadmap)[:3] == ["1 Первое", "  1.1 1-2", "  1.2 1-1"]

    def test_in_another_manner_on_demand_and_back(self, roadmap):
        before = rows(roadmap)
        renumber(roadmap=roadmap, manner=Manner(directions=False, activities=NumberStyle.RUNNING, dot=True), by=None)
        assert [row.split()[0] for row in rows(roadmap)] == ["–", "1.", "2.", "3.", "–", "4.", "–", "5.", "–"]

        undo(roadmap)
        assert rows(roadmap) == before

    def test_of_a_direction_corrected_by_hand_lead_those_below(self, roadmap):
        direction = Direction.objects.get(title="Второе")
        seen = words_of(direction)
        save_row(record=direction, words=seen | {"number": "7"}, seen=seen, by=None)

        assert "    7.2.1 2-2-1" in rows(roadmap)


class TestWords:
    def test_that_nobody_changed_write_nothing(self, roadmap):
        activity = Activity.objects.get(name="1-2")
        seen = words_of(activity)

        assert not save_row(record=activity, words=dict(seen), seen=seen, by=None)
        assert not Change.objects.about(activity).exists()

    def test_of_two_people_in_different_places_both_stay(self, roadmap):
        activity = Activity.objects.get(name="1-2")
        seen = words_of(activity)
        save_row(record=activity, words=seen | {"term": "Май 2026"}, seen=seen, by=None)
        save_row(record=activity, words=seen | {"name": "Другое"}, seen=seen, by=None)

        activity.refresh_from_db()
        assert (activity.name, activity.term) == ("Другое", "Май 2026")

    def test_of_two_people_in_one_place_are_a_conflict(self, roadmap):
        activity = Activity.objects.get(name="1-2")
        seen = words_of(activity)
        save_row(record=activity, words=seen | {"name": "Первого"}, seen=seen, by=None)
        with pytest.raises(ChangedMeanwhile) as conflict:
            save_row(record=activity, words=seen | {"name": "Второго", "term": "Май"}, seen=seen, by=None)

        activity.refresh_from_db()
        assert conflict.value.current == {"name": "Первого"}
        assert (activity.name, activity.term) == ("Первого", None)

    def test_of_stages_keep_their_records(self, roadmap):
        activity = Activity.objects.get(name="1-2")
        seen = words_of(activity)
        blank = dict.fromkeys(("id", "term", "responsible", "result", "document"))
        stages = [blank | {"term": "Май"}, blank | {"term": "Июнь", "responsible": "Отдел образования"}]
        save_row(record=activity, words=seen | {"stages": stages}, seen=seen, by=None)
        seen = words_of(Activity.objects.get(pk=activity.pk))
        assert [stage["term"] for stage in seen["stages"]] == ["Май", "Июнь"]
        assert activity.stages.last().executors.department

        turned = seen | {"stages": seen["stages"][::-1]}
        save_row(record=activity, words=turned, seen=seen, by=None)
        assert words_of(Activity.objects.get(pk=activity.pk))["stages"] == turned["stages"]


@needs_programmes
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_programmes_come_back_after_every_step_is_undone(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    programme = import_programme(read(data), by=None).programme
    if not hasattr(programme, "roadmap"):
        return
    roadmap = programme.roadmap
    direction = next(node for node in read_outline(roadmap).directions if node.children)
    last = read_outline(roadmap).directions[-1]
    numbered = next((each.record.number for each in direction.children if each.record.number), "")
    other = Manner(dot=not numbered.endswith("."))  # than the document's, so that there is something to undo
    for step in (
        lambda: delete_rows(roadmap=roadmap, keys=[direction.key], by=None),
        lambda: copy_rows(roadmap=roadmap, keys=[key_now(roadmap, direction)], by=None),
        lambda: shift_row(roadmap=roadmap, key=key_now(roadmap, last), way=MoveWay.UP, by=None),
        lambda: renumber(roadmap=roadmap, manner=other, by=None),
    ):
        step()
        undo(roadmap)
        assert programme_as_document(Programme.objects.get(pk=programme.pk)) == data


def key_now(roadmap: Roadmap, node) -> str:
    """The row of the same words: what is brought back has a new key."""
    same = [
        each for each in read_outline(roadmap).nodes.values() if (each.number, each.title) == (node.number, node.title)
    ]
    return same[0].key


@pytest.fixture
def known_types(db) -> None:
    """Content types are read once a process; their query isn't part of what a step costs."""
    ContentType.objects.get_for_models(Roadmap, Activity)


@pytest.mark.parametrize("size", [3, 300])
@pytest.mark.usefixtures("known_types")
def test_a_move_costs_the_same_however_long_the_plan(size, django_assert_num_queries):
    activities = [{"number": f"1.{i}", "name": f"М{i}"} for i in range(1, size + 1)]
    shape = {"directions": [{"number": "1", "title": "А", "activities": activities}, {"number": "2", "title": "Б"}]}
    roadmap = make_programme(roadmap=shape).roadmap

    moved, target = key(roadmap, "М1"), key(roadmap, "Б")

    with django_assert_num_queries(9 + sealed_at_once()):
        move_rows(roadmap=roadmap, keys=[moved], within=target, by=None)
    assert rows(roadmap)[-2:] == ["2 Б", "  2.1 М1"]


@pytest.mark.parametrize("size", [3, 300])
@pytest.mark.usefixtures("known_types")
def test_saving_words_costs_the_same_however_long_the_plan(size, django_assert_num_queries):
    activities = [{"name": f"М{i}", "responsible": "Отдел"} for i in range(size)]
    roadmap = make_programme(roadmap={"directions": [{"title": "А", "activities": activities}]}).roadmap
    activity = Activity.objects.select_related("direction__roadmap").get(name="М1")
    seen = words_of(activity)

    with django_assert_num_queries(23 + sealed_at_once()):
        save_row(record=activity, words=seen | {"responsible": "Все школы"}, seen=seen, by=None)
    activity.refresh_from_db()
    assert activity.executors.all_schools
    assert rows(roadmap)[2].strip() == "– М1"


class AnySteps(DatabaseTestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 8), st.integers(-1, 8), st.sampled_from([*MoveWay, "into"])), max_size=6))
    def test_keep_every_row_and_its_place(self, steps):
        roadmap = make_programme(roadmap=copy.deepcopy(NESTED)).roadmap
        for row, target, way in steps:
            keys = [node.key for node in read_outline(roadmap).root.walk()]
            before = rows(roadmap)
            try:
                if way == "into":
                    move_rows(roadmap=roadmap, keys=[keys[row]], within=keys[target] if target >= 0 else "", by=None)
                else:
                    shift_row(roadmap=roadmap, key=keys[row], way=way, by=None)
            except CannotEdit:
                assert rows(roadmap) == before
                continue
            after = rows(roadmap)
            assert sorted(row.split()[1] for row in after) == sorted(row.split()[1] for row in before)
            if after == before:
                continue  # moved to where it stood: no step to take back
            undo(roadmap)
            assert rows(roadmap) == before
            undo(roadmap)
            assert rows(roadmap) == after
