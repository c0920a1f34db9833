"""Begins a programme with a typical roadmap that was written for the portal; its terms name no years."""

import json
from pathlib import Path

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.meanwhile import Words
from roadmap.exchange.format import FORMAT, ProgrammeDocument
from roadmap.exchange.importer import take_in
from roadmap.programmes.actions import requisites_of
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality

TYPICAL = Path(__file__).with_name("typical.json")


@transaction.atomic
def begin_typical(*, municipality: Municipality, words: Words, by) -> Programme:
    """Create a draft with this title, kind and years, and with the typical roadmap."""
    period = {"start": words["start_year"], "end": words["end_year"]}
    programme = {"title": words["title"], "period": period, "roadmap": json.loads(TYPICAL.read_text("utf-8"))}
    if words.get("kind"):
        programme["kind"] = words["kind"]
    shape = {"format": FORMAT, "municipality": requisites_of(municipality), "programme": programme}
    made = take_in(ProgrammeDocument.model_validate(shape), municipality, by=by)
    record_changes([Recorded(made, "начата по типовому плану", after=dict(words))], by=by)
    return made
