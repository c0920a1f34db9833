import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.forms import posted
from roadmap.editions.actions import approve_programme, day_of_approval, delete_draft, withdraw_approval
from roadmap.editions.forms import ApprovalForm, AskingForm, FirstDayForm
from roadmap.editions.open_doubts import open_doubts
from roadmap.execution.queries.asking import Asking, read_asking
from roadmap.programmes.access import programme_for
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage
from schools.directory.models import School
from schools.orders.models import Order

# So many boxes of schools stand on a page; where there would be more, readings are corrected on pages of their own.
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


def programme_approve(request, pk: int):
    """Who will be asked for what, from which day, and the order; a refusal leaves all forms as they were."""
    programme = programme_for(request, pk)
    if not can_manage(request.user, programme):
        raise PermissionDenied
    if programme.status == Programme.Status.APPROVED and request.method != "POST":
        messages.info(request, "Программа уже утверждена.")
        return redirect("programme-detail", programme.pk)
    form = ApprovalForm(posted(request), programme=programme)
    order = form.order() if form.is_bound and form.is_valid() else None
    today = timezone.localdate()
    first_day = FirstDayForm(posted(request), order_day=_day(form, order, programme), today=today)
    asking = read_asking(programme, first_day.day, today)
    doubts = open_doubts(programme, asking)
    choice = AskingForm(posted(request), asking=asking, doubts=doubts, first_day=first_day)
    refused = ""
    if order and first_day.is_valid() and choice.is_valid() and "look" not in request.POST:
        refused = _refusal(request, programme, form, choice)
        if not refused:
            messages.success(request, f"Программа отмечена утверждённой. {order}.")
            return redirect("programme-detail", programme.pk)
    context = {
        "programme": programme, "form": form, "first_day": first_day, "choice": choice, "asking": asking,
        "doubts": doubts, "refused": refused, "schools": _schools_to_choose(asking, programme),
    }  # fmt: skip
    status = 422 if refused or form.errors or first_day.errors or choice.errors else 200
    return render(request, "roadmap/editions/programme_approve.html", context, status=status)


def _day(form: ApprovalForm, order: Order | None, programme: Programme) -> datetime.date | None:
    """That of the order that is chosen or typed, as far as it can be read; before, of the one that stands there."""
    if order is None and form.is_bound:
        known, day = form.cleaned_data.get("known_order"), form.cleaned_data.get("issued_on")
        return day_of_approval(known) if known else day
    order = order or programme.approval_order
    return order and day_of_approval(order)


def _unseen(request, choice: AskingForm) -> str:
    """What is to be looked at before, in words; nothing where all was."""
    if not choice.has_seen:
        return _LOOK_AGAIN
    if not choice.has_seen_doubts:
        words = _DOUBTS_CHANGED if request.POST.get("doubts") else _DOUBTS_UNSEEN
        return words.format(number=choice.open_doubts.number)
    return ""


def _refusal(request, programme: Programme, form: ApprovalForm, choice: AskingForm) -> str:
    """Why it is not approved, in words; nothing where it now is."""
    if programme.status != Programme.Status.APPROVED and (unseen := _unseen(request, choice)):
        return unseen
    first_day = choice.first_day
    try:
        approve_programme(
            programme=programme, order=form.order(), annex=form.cleaned_data["annex"], by=request.user,
            asks_from=first_day.day, asks_past=first_day.asks_past, asked=choice.asked,
        )  # fmt: skip
    except WrongProgrammeState as refusal:
        return f"{refusal} Набранное осталось внизу страницы."
    return ""


def _schools_to_choose(asking: Asking, programme: Programme) -> list[School]:
    """Those that a reading in doubt can be corrected to on the page itself; none where that were too many boxes."""
    schools = list(School.objects.active().filter(municipality=programme.municipality_id))
    doubted = sum(each.executors is not None for each in asking.doubts)
    return schools if len(schools) * doubted <= _BOXES_SHOWN else []


def programme_delete(request, pk: int):
    """Asks before it deletes a draft."""
    programme = programme_for(request, pk)
    if not can_manage(request.user, programme):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "roadmap/editions/programme_delete.html", {"programme": programme})
    try:
        delete_draft(programme=programme, by=request.user)
    except WrongProgrammeState as refusal:
        messages.error(request, str(refusal))
        return redirect("programme-detail", programme.pk)
    messages.success(request, "Проект удалён. Школы и показатели, которые он принёс, остались.")
    return redirect("programme-list")


@require_POST
def programme_withdraw_approval(request, pk: int):
    programme = programme_for(request, pk)
    if not can_manage(request.user, programme):
        raise PermissionDenied
    try:
        withdraw_approval(programme=programme, by=request.user)
    except WrongProgrammeState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Отметка об утверждении снята, программа снова проект.")
    return redirect("programme-detail", programme.pk)
