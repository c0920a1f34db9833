"""The page that takes in a list in two passes: review, then acceptance. Apps above use it for lists of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.forms import posted, render_form
from portal.refusals import Refusal
from schools.directory.models import Municipality
from schools.rosters.columns import RosterLayout, place_columns
from schools.rosters.forms import RosterForm, chosen_columns, sheet_of
from schools.rosters.plan import RosterPlan
from schools.rosters.reading import RosterSheet


@dataclass(frozen=True)
class Roster:
    """A kind of list: its columns, how it is planned and accepted, and the words of its page."""

    layout: RosterLayout
    plan: Callable[..., RosterPlan]
    accept: Callable
    title: str
    back: str
    example: str
    explained: tuple[tuple[str, str], ...] = ()
    """Terms that its questions use, each with its explanation."""


_NAMED = 10
Tell = Callable[[HttpRequest, Municipality, RosterPlan, int], None]


def roster_page(request: HttpRequest, municipality: Municipality, roster: Roster, tell: Tell) -> HttpResponse:
    """Ask for a table, then show what it would change; nothing is stored before a person accepts that.

    `tell` is called after acceptance with the plan and the number of new records, to leave a message.
    """
    if sheet := sheet_of(request.POST):
        return _second_pass(request, municipality, roster, sheet, tell)
    form = RosterForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            sheet = form.sheet(roster.layout)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _review(request, municipality, roster, sheet, {})
    context = {"municipality": municipality, "roster": roster, "form": form}
    return render_form(request, "schools/rosters/roster_new.html", context)


def _second_pass(
    request: HttpRequest, municipality: Municipality, roster: Roster, sheet: RosterSheet, tell: Tell
) -> HttpResponse:
    """Accept the list if the person asked for it, has answered all questions, and nothing has changed meanwhile."""
    answers = request.POST
    if "accept" not in answers:
        return _review(request, municipality, roster, sheet, answers)
    placed = place_columns(sheet.rows, roster.layout, chosen_columns(answers))
    if roster.plan(placed, {}).digest != answers.get("seen"):
        refused = (
            "С тех пор, как вы смотрели, что-то изменилось: столбцы или записи портала. Посмотрите ещё раз и примите."
        )
        return _review(request, municipality, roster, sheet, answers, refused)
    plan = roster.plan(placed, answers)
    if plan.open_rows:
        numbers = ", ".join(str(row.number) for row in plan.open_rows[:20])
        refused = f"Сначала ответьте на вопросы, строки: {numbers}. Ничего ещё не записано."
        return _review(request, municipality, roster, sheet, answers, refused)
    try:
        new = roster.accept(municipality=municipality, plan=plan, by=request.user)
    except Refusal as refusal:
        return _review(request, municipality, roster, sheet, answers, f"Ничего не записано. {refusal}")
    tell(request, municipality, plan, len(new))
    if plan.left_rows:
        named = ", ".join(f"{row.title} (строка {row.number})" for row in plan.left_rows[:_NAMED])
        more = f" и ещё {len(plan.left_rows) - _NAMED}" if len(plan.left_rows) > _NAMED else ""
        messages.warning(request, f"Не внесены: {named}{more}.")
    return redirect(roster.back)


def _review(
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
        "left": [sheet.told, *placed.left] if sheet.told else placed.left,
        "plan": plan,
        "seen": (roster.plan(placed, {}) if answers else plan).digest,
        "refused": refused,
    }
    return render(request, "schools/rosters/roster_check.html", context, status=422 if refused else 200)
