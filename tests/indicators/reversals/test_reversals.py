"""Bulk actions: kept as one, looked through, taken back — but not over what somebody has changed since."""

import json

import pytest
from django.urls import reverse

from indicators.collections.models import Submission
from indicators.values.models import Value
from portal.history.models import BulkAction, Change
from tests.factories import make_collection, make_indicator, make_school
from tests.indicators.workbooks.excel_books import confirm, make_value, send, table, texts

STEP = "1a-2b-3c"


@pytest.fixture
def score(district):
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


def put(client, way, cells, step=STEP):
    """As the browser sends a step: {(indicator, school): (text, version)}."""
    sent = [
        {"cell": f"{indicator.pk}:{school.pk}:2026:fact", "text": text, "version": version}
        for (indicator, school), (text, version) in cells.items()
    ]
    content = json.dumps({"way": way, "step": step, "cells": sent})
    return client.post(reverse("cell-save"), content, content_type="application/json")


def take_back(client, bulk=None, **data):
    bulk = bulk or BulkAction.objects.first()
    return client.post(reverse("bulk-action-detail", args=[bulk.pk]), data, follow=True)


class TestValues:
    def test_an_import(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        rows = [["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], ["Сосновская ООШ", 5]]
        page = confirm(client, send(client, district, table(rows)))
        assert reverse("value-actions", args=[district.municipality.pk]) in page.content.decode()
        listed = client.get(reverse("value-actions", args=[district.municipality.pk])).content.decode()
        assert "Загрузка файла «значения.xlsx»" in listed
        shown = client.get(reverse("bulk-action-detail", args=[BulkAction.objects.get().pk])).content.decode()
        assert "Взять назад: 2" in shown
        assert "Берёзовская СОШ · Средняя отметка" in shown

        assert "Возвращено, как было: 2." in take_back(client).content.decode()
        assert texts() == {("Берёзовская СОШ", "3,5"), ("Сосновская ООШ", "")}

    @pytest.mark.parametrize("way", ["paste", "fill", "clear", "undo", "grid"])
    def test_a_step_of_the_table_that_came_in_two_requests(self, way, browse, district, score):
        client = browse("specialist")
        put(client, way, {(score, district.school): ("4", 0)})
        put(client, way, {(score, district.other_school): ("5", 0)})
        bulk = BulkAction.objects.get()
        assert bulk.changes.count() == 2
        take_back(client, bulk)

        assert texts() == {("Берёзовская СОШ", ""), ("Сосновская ООШ", "")}

    def test_a_single_cell_and_what_changes_nothing_are_no_bulk_actions(self, browse, district, score):
        make_value(score, district.school, "4")
        client = browse("specialist")
        put(client, "grid", {(score, district.school): ("5", 1)}, step="")
        put(client, "paste", {(score, district.school): ("5", 2)})

        assert not BulkAction.objects.exists()

    def test_what_a_colleague_changed_since_is_asked_about(self, browse, district, score):
        client = browse("specialist")
        put(client, "paste", {(score, school): ("4", 0) for school in (district.school, district.other_school)})
        put(browse("coordinator"), "grid", {(score, district.school): ("3", 1)}, step="")
        page = client.get(reverse("bulk-action-detail", args=[BulkAction.objects.get().pk]))
        assert "Изменено с тех пор: 1" in page.content.decode()
        assert str(district.coordinator) in page.content.decode()
        [line] = page.context["since"]

        assert "Осталось как есть: 1." in take_back(client).content.decode()
        assert texts() == {("Берёзовская СОШ", "3"), ("Сосновская ООШ", "")}
        bulk = BulkAction.objects.get(takes_back=None)
        take_back(client, bulk, also="value:1:99")
        assert ("Берёзовская СОШ", "3") in texts()
        take_back(client, bulk, also=line.key)
        assert texts() == {("Берёзовская СОШ", ""), ("Сосновская ООШ", "")}

    def test_changed_since_and_back_again_is_still_a_colleagues_decision(self, browse, district, score):
        client, colleague = browse("specialist"), browse("coordinator")
        put(client, "paste", {(score, school): ("4", 0) for school in (district.school, district.other_school)})
        put(colleague, "grid", {(score, district.school): ("3", 1)}, step="")
        put(colleague, "grid", {(score, district.school): ("4", 2)}, step="")
        take_back(client, BulkAction.objects.get())

        assert texts() == {("Берёзовская СОШ", "4"), ("Сосновская ООШ", "")}

    def test_taking_back_can_be_taken_back_and_is_in_the_history(self, browse, district, score):
        client = browse("specialist")
        put(client, "paste", {(score, school): ("4", 0) for school in (district.school, district.other_school)})
        first = BulkAction.objects.get()
        take_back(client, first)
        second = first.taken_back_by.get()
        assert second.what == f"Взято назад: {first}"
        assert set(second.changes.values_list("action", "changed_by")) == {
            ("возвращено прежнее", district.specialist.pk)
        }
        take_back(client, second)

        assert texts() == {("Берёзовская СОШ", "4"), ("Сосновская ООШ", "4")}

    def test_who_sees_and_who_may(self, browse, district, score):
        put(browse("director"), "paste", {(score, district.school): ("4", 0)})
        url = reverse("bulk-action-detail", args=[BulkAction.objects.get().pk])
        answers = {who: browse(who).get(url).status_code for who in ("director", "specialist", "other_director")}
        assert answers == {"director": 200, "specialist": 200, "other_director": 404}
        assert browse("observer").post(url).status_code == 403
        assert browse("stranger").post(url).status_code == 404
        collection = make_collection(district.municipality, by=district.coordinator, indicators=[score])
        collection.submissions.update(status=Submission.Status.ACCEPTED)

        assert "Ничего не возвращено" in take_back(browse("director")).content.decode()
        assert texts() == {("Берёзовская СОШ", "4")}

    @pytest.mark.parametrize("schools", [2, 40])
    def test_number_of_queries_does_not_grow(self, schools, browse, district, score, django_assert_num_queries):
        client = browse("specialist")
        put(client, "paste", {(score, make_school(district.municipality)): ("4", 0) for _ in range(schools)})
        url = reverse("bulk-action-detail", args=[BulkAction.objects.get().pk])
        client.get(url)
        with django_assert_num_queries(12):
            client.get(url)


class TestAnswers:
    def test_accepting_all_is_taken_back(self, browse, district, score):
        collection = make_collection(district.municipality, by=district.coordinator, indicators=[score])
        client = browse("coordinator")
        kept = list(collection.submissions.order_by("pk").values())
        numbers = [each["id"] for each in kept]
        step = reverse("collection-step", args=[collection.pk])
        client.post(step, {"step": "close", "submissions": numbers, "confirmed": "1"})
        assert set(collection.submissions.values_list("status", flat=True)) == {"accepted"}
        bulk = BulkAction.objects.get()
        assert bulk.what == f"«{collection}»: отправить и принять за школу, школ: {len(kept)}"
        assert "Взять назад: 2" in client.get(reverse("bulk-action-detail", args=[bulk.pk])).content.decode()
        take_back(client, bulk)

        assert list(collection.submissions.order_by("pk").values()) == kept
        assert Change.objects.filter(action="ответ школы: как было").count() == 2

    def test_a_specialist_who_may_not_review_leaves_them(self, browse, district, score):
        collection = make_collection(district.municipality, by=district.coordinator, indicators=[score])
        numbers = list(collection.submissions.values_list("pk", flat=True))
        client = browse("coordinator")
        client.post(
            reverse("collection-step", args=[collection.pk]),
            {"step": "close", "submissions": numbers, "confirmed": "1"},
        )
        take_back(browse("director"))

        assert set(collection.submissions.values_list("status", flat=True)) == {"accepted"}
        assert not Value.objects.filter(period__label="2026").exists()
