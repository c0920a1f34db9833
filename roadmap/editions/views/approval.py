"""The pages where a programme is approved, its approval is withdrawn, and a draft is deleted."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.forms import posted, require_safe_or_post
from portal.once.answering import one_for_all
from portal.refusals import refusal_told
from roadmap.editions.actions import approve_programme, day_of_approval, delete_draft, withdraw_approval
from roadmap.editions.forms import ApprovalForm, AskingForm, FirstDayForm
from roadmap.editions.open_doubts import open_doubts
from roadmap.execution.queries.asking import Asking, read_asking
from roadmap.programmes.access import managed_programme
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import Programme
from schools.archive.actions import CAN_BE_BACK
from schools.directory.models import School
from schools.orders.models import Order

# With more boxes of schools than this on the page, readings are corrected on pages of their own instead.
_BOXES_SHOWN = 3_000


_LOOK_AGAIN = (
    "Программа ещё не утверждена: посмотрите список ниже. По дню приказа, или потому что план за это время изменился, "
    "он теперь другой. Если всё верно, нажмите «Отметить утверждённой» ещё раз: набранное сохранено."
)
_DOUBTS_UNSEEN = (
    "Программа ещё не утверждена: посмотрите сомнения портала ({number}) и отметьте внизу «Сомнения просмотрены». "
    "Набранное сохранено."
)
_DOUBTS_CHANGED = "Программа ещё не утверждена: сомнений теперь {number}, они изменились. Посмотрите их ещё раз."


@require_safe_or_post
@one_for_all
def programme_approve(request, pk: int):
    """Show who will be asked for what and from which day; POST approves, or keeps what was typed and says why not."""
    programme = managed_programme(request, pk)
    if programme.status == Programme.Status.APPROVED and request.method != "POST":
        messages.info(request, "Программа уже утверждена.")
        return redirect("programme-detail", programme.pk)
    form = ApprovalForm(posted(request), programme=programme)
    order = form.order() if form.is_valid() else None
    today = timezone.localdate()
    first_day = FirstDayForm(posted(request), order_day=_find_order_day(form, order, programme), today=today)
    asking = read_asking(programme, first_day.day, today)
    doubts = open_doubts(programme, asking)
    choice = AskingForm(posted(request), asking=asking, doubts=doubts, first_day=first_day)
    refused = ""
    if order and first_day.is_valid() and choice.is_valid() and "look" not in request.POST:
        refused = _unseen(request, programme, choice)
        if not refused:
            try:
                approve_programme(
                    programme=programme, order=order, annex=form.cleaned_data["annex"], by=request.user,
                    asks_from=first_day.day, asks_past=first_day.asks_past, asked=choice.asked,
                )  # fmt: skip
            except WrongProgrammeState as refusal:
                refused = f"{refusal} Набранное осталось внизу страницы."
            else:
                messages.success(request, f"Программа отмечена утверждённой. {order}.")
                return redirect("programme-detail", programme.pk)
    context = {
        "programme": programme, "form": form, "first_day": first_day, "choice": choice, "asking": asking,
        "doubts": doubts, "refused": refused, "schools": _find_schools_to_choose(asking, programme),
    }  # fmt: skip
    status = 422 if refused or form.errors or first_day.errors or choice.errors else 200
    return render(request, "roadmap/editions/programme_approve.html", context, status=status)


def _find_order_day(form: ApprovalForm, order: Order | None, programme: Programme) -> datetime.date | None:
    """Return the day of the order that was chosen or typed, or of the one that the programme has; None if unknown."""
    if order is None and form.is_bound:
        known, day = form.cleaned_data.get("known_order"), form.cleaned_data.get("issued_on")
        return day_of_approval(known) if known else day
    order = order or programme.approval_order
    return order and day_of_approval(order)


def _unseen(request, programme: Programme, choice: AskingForm) -> str:
    """Return what the person has to look at before they approve, as a sentence; "" if they have seen everything."""
    if programme.status == Programme.Status.APPROVED:
        return ""
    if not choice.has_seen:
        return _LOOK_AGAIN
    if not choice.has_seen_doubts:
        words = _DOUBTS_CHANGED if request.POST.get("doubts") else _DOUBTS_UNSEEN
        return words.format(number=choice.open_doubts.number)
    return ""


def _find_schools_to_choose(asking: Asking, programme: Programme) -> list[School]:
    """Return the schools that readings are corrected to on the page; none if that took too many boxes."""
    schools = list(School.objects.active().filter(municipality=programme.municipality_id))
    doubted = sum(each.executors is not None for each in asking.doubts)
    return schools if len(schools) * doubted <= _BOXES_SHOWN else []


@require_safe_or_post
def programme_delete(request, pk: int):
    """Ask before a draft is deleted; POST deletes it."""
    programme = managed_programme(request, pk)
    if request.method != "POST":
        return render(request, "roadmap/editions/programme_delete.html", {"programme": programme})
    with refusal_told(request, f"Проект удалён. Школы и показатели, которые он принёс, остались. {CAN_BE_BACK}"):
        delete_draft(programme=programme, by=request.user)
        return redirect("programme-list")
    return redirect("programme-detail", programme.pk)


@require_POST
def programme_withdraw_approval(request, pk: int):
    programme = managed_programme(request, pk)
    with refusal_told(request, "Отметка об утверждении снята, программа снова проект."):
        withdraw_approval(programme=programme, by=request.user)
    return redirect("programme-detail", programme.pk)
