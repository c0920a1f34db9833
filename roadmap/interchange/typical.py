"""A programme begun with the typical roadmap, made up for the portal: terms without years, to be changed at will."""

import json
from pathlib import Path

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from roadmap.actions.editing.text import requisites_of
from roadmap.actions.editing.writing import Words
from roadmap.interchange.format import FORMAT, Document
from roadmap.interchange.importer import take_in
from roadmap.models import Programme
from schools.models import Municipality

TYPICAL = Path(__file__).with_name("typical.json")


@transaction.atomic
def begin_typical(*, municipality: Municipality, words: Words, by) -> Programme:
    """A draft of that title, kind and years, with the typical roadmap."""
    period = {"start": words["start_year"], "end": words["end_year"]}
    programme = {"title": words["title"], "period": period, "roadmap": json.loads(TYPICAL.read_text("utf-8"))}
    if words.get("kind"):
        programme["kind"] = words["kind"]
    shape = {"format": FORMAT, "municipality": requisites_of(municipality), "programme": programme}
    made = take_in(Document.model_validate(shape), municipality, by=by)
    record_changes([Recorded(made, "начата по типовому плану", after=dict(words))], by=by)
    return made
