from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicators.actions.collection_changes import change_collection, set_state
from indicators.actions.collections import WrongStep, open_collection, remind, take_step
from indicators.forms.collection import CollectionChangeForm, CollectionForm, StepForm
from indicators.models import Collection, Submission
from indicators.permissions import can_open_collections, can_review, may_enter_in
from indicators.queries.collection_story import story_of
from indicators.queries.collections import Progress, collection_progress, with_counts
from portal.accounts.roles import Permission
from portal.forms import posted
from schools.models import Municipality
from schools.scope import scope_of


def collection_list(request: HttpRequest):
    """The department's collections, or those that the user's schools are asked for."""
    scope = scope_of(request.user)
    collections = with_counts(Collection.objects.visible_to(request.user)).select_related("period", "municipality")
    own = Submission.objects.filter(school__in=scope.school_ids).exclude(collection__state=Collection.State.WITHDRAWN)
    context = {
        "collections": Paginator(collections, 50).get_page(request.GET.get("page")),
        "own": own.select_related("collection__period", "school").order_by("-collection__due_on"),
        "sees_all": scope.has(Permission.VIEW_ALL_SCHOOLS),
        "openable": Municipality.objects.filter(
            scope.municipalities_with(Permission.MANAGE_PROGRAMMES, field="pk")
        ).first()
        if scope.has(Permission.MANAGE_PROGRAMMES)
        else None,
    }
    return render(request, "indicators/collection_list.html", context)


def collection_open(request: HttpRequest, pk: int):
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not can_open_collections(request.user, municipality.pk):
        raise PermissionDenied
    form = CollectionForm(posted(request), municipality=municipality)
    if request.method == "POST" and form.is_valid():
        collection = open_collection(municipality=municipality, by=request.user, **form.cleaned_data)
        messages.success(request, f"Сбор открыт, школ: {collection.submissions.count()}.")
        return redirect("collection-detail", collection.pk)
    context = {"form": form, "municipality": municipality}
    return render(request, "indicators/collection_open.html", context, status=422 if form.is_bound else 200)


TICKS = {
    "all": ("всех", lambda each: True),
    "sent": ("отправивших", lambda each: each.submission.status == Submission.Status.SENT),
    "awaited": ("не отправивших", lambda each: each.submission.is_awaited),
    "late": ("опоздавших", lambda each: each.is_late),
    "accepted": ("принятых", lambda each: each.submission.status == Submission.Status.ACCEPTED),
}


def collection_detail(request: HttpRequest, pk: int):
    """Who has sent, who is late, what was returned; a director goes on to their own school."""
    collection = asked_collection(request, pk)
    if own := own_part(request, collection):
        return redirect("submission-detail", collection.pk, own.school_id)
    progress = collection_progress(collection, timezone.localdate())
    _, is_ticked = TICKS.get(request.GET.get("tick"), ("", lambda each: False))
    ticked = {each.submission.pk for each in progress if is_ticked(each)}
    return _detail(request, collection, progress, StepForm(collection=collection), ticked)


def _detail(request: HttpRequest, collection: Collection, progress: list[Progress], form: StepForm, ticked: set[int]):
    is_running = collection.state == Collection.State.RUNNING
    context = {
        "collection": collection,
        "progress": progress,
        "asked": collection.indicators.count(),
        "late": sum(each.is_late for each in progress),
        "ticks": [(name, words, count) for name, (words, of) in TICKS.items() if (count := sum(map(of, progress)))],
        "ticked": ticked,
        "form": form,
        "story": story_of(collection),
        "is_running": is_running,
        "may_review": is_running and can_review(request.user, collection.municipality_id),
        "may_change": can_open_collections(request.user, collection.municipality_id),
        "may_import": is_running and may_enter_in(request.user, collection.municipality_id),
    }
    return render(request, "indicators/collection_detail.html", context, status=422 if form.errors else 200)


@require_POST
def collection_step(request: HttpRequest, pk: int):
    """Accept, return or reopen the schools that are ticked; before accepting what is half-empty, ask."""
    collection = asked_collection(request, pk)
    if not can_review(request.user, collection.municipality_id):
        raise PermissionDenied
    form = StepForm(request.POST, collection=collection)
    progress = collection_progress(collection, timezone.localdate())
    if form.is_valid():
        data = form.cleaned_data
        step, ticked = Submission.Step(data["step"]), {each.pk for each in data["submissions"]}
        incomplete = _incomplete(progress, ticked) if step == Submission.Step.ACCEPT else []
        if incomplete and "confirmed" not in request.POST:
            context = {"collection": collection, "incomplete": incomplete, "ticked": sorted(ticked)}
            return render(request, "indicators/collection_accept.html", context)
        try:
            taken = take_step(step, data["submissions"], by=request.user, note=data["note"], until=data["until"])
        except WrongStep as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _told(step, len(taken), len(ticked)))
            return redirect("collection-detail", collection.pk)
    ticked = {int(pk) for pk in request.POST.getlist("submissions") if pk.isdecimal()}
    return _detail(request, collection, progress, form, ticked)


def _incomplete(progress: list[Progress], ticked: set[int]) -> list[Progress]:
    return [
        each
        for each in progress
        if each.submission.pk in ticked and each.submission.status == Submission.Status.SENT and each.is_incomplete
    ]


def _told(step: Submission.Step, taken: int, ticked: int) -> str:
    states = " или ".join(sorted(f"«{state.label}»" for state in Submission.TRANSITIONS[step][0]))
    left = f" Пропущено {ticked - taken}: для этого нужно состояние {states}." if taken < ticked else ""
    return f"«{step.label.capitalize()}»: {taken}.{left}"


@require_POST
def collection_remind(request: HttpRequest, pk: int):
    """All schools that are late, or, of those that are ticked, from which something is awaited."""
    collection = asked_collection(request, pk)
    if not can_review(request.user, collection.municipality_id):
        raise PermissionDenied
    submissions = collection.submissions.select_related("school", "collection")
    if "ticked" in request.POST:
        numbers = [pk for pk in request.POST.getlist("submissions") if pk.isdecimal()]
        if not numbers:
            messages.error(request, "Отметьте хотя бы одну школу.")
            return redirect("collection-detail", collection.pk)
        chosen = submissions.filter(pk__in=numbers)
    else:
        today = timezone.localdate()
        chosen = [each for each in submissions if each.is_late(today)]
    reminded, silent = remind(chosen, by=request.user)
    messages.success(request, f"Напоминаний отправлено: {len(reminded)}.")
    if skipped := len(chosen) - len(reminded) - len(silent):
        messages.info(request, f"Не напоминали тем, от кого уже ничего не ждут: {skipped}.")
    if silent:
        names = ", ".join(map(str, silent))
        messages.warning(request, f"Некому написать, у школы нет директора на портале: {names}.")
    return redirect("collection-detail", collection.pk)


def collection_change(request: HttpRequest, pk: int):
    """What is asked, of whom and until when; whoever has already sent can't be taken away."""
    collection = _changeable(request, pk)
    form = CollectionChangeForm(posted(request), instance=collection)
    if request.method == "POST" and form.is_valid():
        try:
            change_collection(collection, by=request.user, **form.cleaned_data)
        except WrongStep as refusal:
            form.add_error("schools", str(refusal))
        else:
            messages.success(request, "Сбор изменён.")
            return redirect("collection-detail", collection.pk)
    context = {"form": form, "collection": collection}
    return render(request, "indicators/collection_change.html", context, status=422 if form.errors else 200)


@require_POST
def collection_state(request: HttpRequest, pk: int):
    """Close, withdraw or resume it."""
    collection = _changeable(request, pk)
    state = request.POST.get("state")
    if state not in Collection.State.values:
        messages.error(request, "Выберите, что сделать со сбором.")
        return redirect("collection-change", collection.pk)
    try:
        set_state(collection, Collection.State(state), by=request.user)
    except WrongStep as refusal:
        messages.error(request, str(refusal))
        return redirect("collection-change", collection.pk)
    messages.success(request, f"Сбор {Collection.State(state).as_done}.")
    return redirect("collection-detail", collection.pk)


def _changeable(request: HttpRequest, pk: int) -> Collection:
    collection = asked_collection(request, pk)
    if not can_open_collections(request.user, collection.municipality_id):
        raise PermissionDenied
    return collection


def asked_collection(request: HttpRequest, pk: int) -> Collection:
    collections = Collection.objects.visible_to(request.user).select_related("municipality", "period")
    return get_object_or_404(collections, pk=pk)


def own_part(request: HttpRequest, collection: Collection) -> Submission | None:
    """The part of the user's school, for whom sees no others."""
    scope = scope_of(request.user)
    if scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=collection.municipality_id):
        return None
    return collection.submissions.filter(school__in=scope.school_ids).first()
