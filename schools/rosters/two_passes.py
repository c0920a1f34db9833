"""The two passes of a list: looked through, then accepted. Apps above have lists of their own that go this way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.forms import posted
from portal.refusals import Refusal
from schools.directory.models import Municipality
from schools.rosters.columns import RosterLayout, place_columns
from schools.rosters.forms import RosterForm, chosen_columns, sheet_of
from schools.rosters.plan import RosterPlan
from schools.rosters.reading import RosterSheet


@dataclass(frozen=True)
class Roster:
    """One kind of list: how it is read, planned, accepted, and what is said of it."""

    layout: RosterLayout
    plan: Callable[..., RosterPlan]
    accept: Callable
    title: str
    back: str
    example: str


Tell = Callable[[HttpRequest, Municipality, RosterPlan, int], None]


def roster_page(request: HttpRequest, municipality: Municipality, roster: Roster, tell: Tell) -> HttpResponse:
    """First the table, then what it would do; nothing is written before it is accepted, nothing kept between."""
    if sheet := sheet_of(request.POST):
        return _second_pass(request, municipality, roster, sheet, tell)
    form = RosterForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = form.sheet(roster.layout)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _looked_through(request, municipality, roster, sheet, {})
    context = {"municipality": municipality, "roster": roster, "form": form}
    return render(request, "schools/rosters/roster_new.html", context, status=422 if form.is_bound else 200)


def _second_pass(
    request: HttpRequest, municipality: Municipality, roster: Roster, sheet: RosterSheet, tell: Tell
) -> HttpResponse:
    answers = request.POST
    if "accept" not in answers:
        return _looked_through(request, municipality, roster, sheet, answers)
    placed = place_columns(sheet.rows, roster.layout, chosen_columns(answers))
    if roster.plan(placed, {}).digest != answers.get("seen"):
        told = (
            "С тех пор, как вы смотрели, что-то изменилось: столбцы или записи портала. Посмотрите ещё раз и примите."
        )
        return _looked_through(request, municipality, roster, sheet, answers, told)
    plan = roster.plan(placed, answers)
    if plan.open_rows:
        numbers = ", ".join(str(row.number) for row in plan.open_rows[:20])
        told = f"Сначала ответьте на вопросы, строки: {numbers}. Ничего ещё не записано."
        return _looked_through(request, municipality, roster, sheet, answers, told)
    try:
        new = roster.accept(municipality=municipality, plan=plan, by=request.user)
    except Refusal as refusal:
        return _looked_through(request, municipality, roster, sheet, answers, f"Ничего не записано. {refusal}")
    tell(request, municipality, plan, len(new))
    return redirect(roster.back)


def _looked_through(
    request: HttpRequest,
    municipality: Municipality,
    roster: Roster,
    sheet: RosterSheet,
    answers: Mapping[str, str],
    refused: str = "",
) -> HttpResponse:
    placed = place_columns(sheet.rows, roster.layout, chosen_columns(answers))
    plan = roster.plan(placed, answers)
    context = {
        "municipality": municipality,
        "roster": roster,
        "sheet": sheet,
        "columns": list(zip(range(len(placed.keys)), placed.headings, placed.samples, placed.keys, strict=True)),
        "labels": roster.layout.labels().items(),
        "left": placed.left,
        "plan": plan,
        "seen": (roster.plan(placed, {}) if answers else plan).digest,
        "refused": refused,
    }
    return render(request, "schools/rosters/roster_check.html", context, status=422 if refused else 200)
