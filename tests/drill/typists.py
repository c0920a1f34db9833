"""People who type one number after another into a cell, and note what they were answered."""

import contextlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import requests
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from indicators.values.models import Value
from tests.drill.processes import PATIENCE, Portal, wait_for


@dataclass
class Typist:
    """`refused` are statuses that say in a sentence that nothing can be saved now; any other is a fault."""

    portal: Portal
    cell: str
    cookies: dict
    may_refuse: frozenset[int] = frozenset()
    answered: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    refused: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def type(self, ended: threading.Event) -> None:
        version, number = 0, 0
        while not ended.is_set() and not self.faults:
            number += 1
            sent = {"way": "grid", "cells": [{"cell": self.cell, "text": str(number), "version": version}]}
            try:
                answer = requests.post(
                    f"{self.portal.url}{reverse('cell-save')}", json=sent, cookies=self.cookies, timeout=PATIENCE,
                    headers={"X-CSRFToken": self.cookies[settings.CSRF_COOKIE_NAME]},
                )  # fmt: skip
            except requests.RequestException:  # its worker was killed: saved or not, nobody said so
                self.unanswered.append(str(number))
                continue
            if answer.status_code in self.may_refuse:
                self.unanswered.append(str(number))  # a commit may have reached the database all the same
                self.refused[answer.status_code] += 1
                ended.wait(0.05)
                continue
            if answer.status_code != 200:
                self.faults.append(f"{answer.status_code}: {answer.text[:300]}")
                return
            told = answer.json()["cells"][0]
            version = told["version"]
            if told["state"] == "conflict":  # with what was saved and not answered
                continue
            self.answered.append(told["text"])


@dataclass
class Room:
    """All who type at once."""

    portal: Portal
    typists: list[Typist]

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        ended = threading.Event()
        threads = [threading.Thread(target=typist.type, args=[ended]) for typist in self.typists]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            ended.set()
            for thread in threads:
                thread.join()
        assert not any(typist.faults for typist in self.typists), (
            [typist.faults for typist in self.typists],
            [line for line in self.portal.log.read_text().splitlines() if "Internal Server Error" in line][-5:],
        )

    def wait_for_saves(self, count: int) -> None:
        self._wait(lambda typist: len(typist.answered), count)

    def wait_for_refusals(self, count: int) -> None:
        self._wait(lambda typist: typist.refused.total(), count)

    def _wait(self, told, count: int) -> None:
        """Until each was told so `count` times more; a fault ends the waiting."""
        before = [told(typist) for typist in self.typists]
        wait_for(
            lambda: (
                any(typist.faults for typist in self.typists)
                or all(told(typist) >= was + count for typist, was in zip(self.typists, before, strict=True))
            )
        )

    def check_kept(self) -> None:
        """All that was answered, in its order; of what was not, the value and its entry, or neither."""
        for typist, (text, written) in zip(self.typists, self.kept_by(self.portal), strict=True):
            assert typist.answered
            assert [each for each in written if each not in typist.unanswered] == typist.answered
            assert text == written[-1]
        self.portal.check_whole()

    def kept_by(self, portal: Portal) -> Iterator[tuple[str, list[str]]]:
        """For each typist's cell, what stands in it and what the journal says was written there."""
        kind = ContentType.objects.get_for_model(Value).pk
        with portal.database() as cursor:
            for typist in self.typists:
                indicator, school, *_ = typist.cell.split(":")
                cursor.execute(
                    "SELECT id, text FROM indicators_value WHERE indicator_id = %s AND school_id = %s",
                    [indicator, school],
                )
                ((key, text),) = cursor.fetchall()
                cursor.execute(
                    "SELECT after FROM history_change WHERE subject_type_id = %s AND subject_id = %s ORDER BY id",
                    [kind, key],
                )
                yield text, [_read(after)["text"] for (after,) in cursor.fetchall()]

    def told(self) -> str:
        answered, unanswered = (
            sum(len(getattr(typist, name)) for typist in self.typists) for name in ("answered", "unanswered")
        )
        refused = sum((typist.refused for typist in self.typists), Counter())
        return f"saves answered: {answered}, all kept; without an answer: {unanswered}, refused: {dict(refused)}"


def _read(kept: str | dict) -> dict:
    return json.loads(kept) if isinstance(kept, str) else kept
