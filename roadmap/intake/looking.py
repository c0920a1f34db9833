"""Prepares the review page of an intake, and checks the form sent from it before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from roadmap.exchange.document_file import FaultyFile
from roadmap.exchange.format import ProgrammeDocument
from roadmap.intake.accept_form import AcceptForm
from roadmap.intake.actions import ProgrammeFacts, document_of
from roadmap.intake.doubts import DoubtedWording, doubts_about
from roadmap.intake.indicator_matching import indicators_in_question
from roadmap.intake.models import Intake
from roadmap.intake.school_matching import match_school_names
from roadmap.programmes.models import Programme
from roadmap.recognition.reading import Recognition


@dataclass
class IntakeReview:
    """What the review page shows; `accepted` is the checked document to store, or None until the form is valid."""

    form: AcceptForm
    doubts: list[DoubtedWording]
    accepted: ProgrammeDocument | None = None
    faults: list = field(default_factory=list)


def review_intake(intake: Intake, recognition: Recognition, sent: Mapping | None) -> IntakeReview:
    """Return the form and the doubts about a document, and, if a valid form was `sent`, the document to store."""
    document = recognition.document
    names = match_school_names([school["name"] for school in document.get("schools", [])], intake.municipality)
    # If the document is added to a programme, new indicators are asked about beside each difference.
    table = {} if intake.into_id else document["programme"].get("indicators", {})
    indicators = indicators_in_question(table, intake.municipality)
    period = document["programme"].get("period", {})
    initial = {
        "title": document["programme"]["title"],
        "kind": document["programme"].get("kind"),
        "start_year": period.get("start"),
        "end_year": period.get("end"),
    }
    form = AcceptForm(sent, initial=initial, names=names, indicators=indicators, municipality=intake.municipality)
    within = _with_period_of(recognition, intake.into) if intake.into else recognition
    review = IntakeReview(form, doubts_about(within, intake.municipality, names, indicators))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        facts = ProgrammeFacts(data["title"], data["kind"], data["start_year"], data["end_year"])
        try:
            review.accepted = document_of(intake, facts, form.meant(), recognition)
        except FaultyFile as refusal:
            review.faults = refusal.faults
            form.add_error(None, "Документ не принят, ничего не записано. Что мешает, сказано ниже.")
    return review


def _with_period_of(recognition: Recognition, programme: Programme) -> Recognition:
    """Return the recognition with the programme's years, since a part of a document doesn't state them."""
    period = {"start": programme.start_year, "end": programme.end_year}
    document = recognition.document
    return replace(recognition, document={**document, "programme": {**document["programme"], "period": period}})
