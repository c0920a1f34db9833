"""Pages of collections: the list, opening and changing one, its progress, and steps and letters for many schools."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.catalogue.models import Indicator
from indicators.collections.access import collection_for, own_part
from indicators.collections.actions import open_collection, take_step
from indicators.collections.changes import change_collection, set_state
from indicators.collections.forms import CollectionChangeForm, CollectionForm, SubmissionStepForm
from indicators.collections.models import Collection, Submission
from indicators.collections.permissions import can_open_collections, can_review
from indicators.collections.queries.progress import CollectionProgress, collection_progress, with_counts
from indicators.collections.queries.story import story_of
from indicators.collections.reminding import Reminding, remind
from indicators.values.permissions import may_enter_in
from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post, sent_number
from portal.history.meanwhile import SEEN, newest_change, refuse_unseen
from portal.letters.outcome import failure_told, outcome_words
from portal.middleware import parts_its_writes
from portal.once.answering import one_for_all
from portal.refusals import refusal_on, refusal_told
from portal.text.plurals import plural
from schools.access.scope import scope_of
from schools.directory.access import municipality_for
from schools.directory.models import Municipality, School


@require_safe
def collection_list(request: HttpRequest):
    """The department's collections, or those that the user's schools are asked for."""
    scope = scope_of(request.user)
    collections = with_counts(Collection.objects.visible_to(request.user)).select_related("period", "municipality")
    own = Submission.objects.filter(school__in=scope.school_ids).exclude(collection__state=Collection.State.WITHDRAWN)
    manages = scope.municipalities_with(Permission.MANAGE_PROGRAMMES, field="pk")
    openable = Municipality.objects.filter(manages).first() if scope.has(Permission.MANAGE_PROGRAMMES) else None
    context = {
        "collections": Paginator(collections, 50).get_page(request.GET.get("page")),
        "own": own.select_related("collection__period", "school").order_by("-collection__due_on"),
        "sees_all": scope.has(Permission.VIEW_ALL_SCHOOLS),
        "openable": openable,
        # A function, as the template needs the answer only if there is no collection yet.
        "is_ready": lambda: _has_what_to_collect(openable),
    }
    return render(request, "indicators/collections/collection_list.html", context)


def _has_what_to_collect(municipality: Municipality) -> bool:
    schools = School.objects.active().filter(municipality=municipality)
    return Indicator.objects.collected().filter(municipality=municipality).exists() and schools.exists()


@require_safe_or_post
@one_for_all
def collection_open(request: HttpRequest, pk: int):
    municipality = municipality_for(request, pk, can_open_collections)
    form = CollectionForm(posted(request), municipality=municipality)
    if form.is_valid():
        collection = open_collection(municipality=municipality, by=request.user, **form.cleaned_data)
        messages.success(request, f"Сбор открыт, школ: {collection.submissions.count()}.")
        return redirect("collection-detail", collection.pk)
    context = {"form": form, "municipality": municipality}
    return render_form(request, "indicators/collections/collection_open.html", context)


TICKS = {
    "all": ("всех", lambda each: True),
    "sent": ("отправивших", lambda each: each.submission.status == Submission.Status.SENT),
    "awaited": ("не отправивших", lambda each: each.submission.is_awaited),
    "late": ("опоздавших", lambda each: each.is_late),
    "accepted": ("принятых", lambda each: each.submission.status == Submission.Status.ACCEPTED),
}


@require_safe
def collection_detail(request: HttpRequest, pk: int):
    """The collection's progress by schools; a user who sees only their own school is sent on to its page."""
    collection = collection_for(request, pk)
    if own := own_part(request, collection):
        return redirect("submission-detail", collection.pk, own.school_id)
    progress = collection_progress(collection, timezone.localdate())
    _, is_ticked = TICKS.get(request.GET.get("tick"), ("", lambda each: False))
    ticked = {each.submission.pk for each in progress if is_ticked(each)}
    return _render_detail(request, collection, progress, SubmissionStepForm(collection=collection), ticked)


def _render_detail(
    request: HttpRequest,
    collection: Collection,
    progress: list[CollectionProgress],
    form: SubmissionStepForm,
    ticked: set[int],
):
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
    return render_form(request, "indicators/collections/collection_detail.html", context)


@require_POST
def collection_step(request: HttpRequest, pk: int):
    """Take a step with the ticked schools; before incomplete answers are accepted, ask for a confirmation."""
    collection = collection_for(request, pk)
    if not can_review(request.user, collection.municipality_id):
        raise PermissionDenied
    form = SubmissionStepForm(request.POST, collection=collection)
    progress = collection_progress(collection, timezone.localdate())
    if form.is_valid():
        data = form.cleaned_data
        step, ticked = Submission.Step(data["step"]), {each.pk for each in data["submissions"]}
        incomplete = _find_incomplete(progress, ticked, step)
        if incomplete and "confirmed" not in request.POST:
            context = {"collection": collection, "incomplete": incomplete, "ticked": sorted(ticked), "step": step}
            return render(request, "indicators/collections/collection_accept.html", context)
        with refusal_on(form):
            taken = take_step(step, data["submissions"], by=request.user, note=data["note"], until=data["until"])
            messages.success(request, _describe_step(step, len(taken), len(ticked)))
            return redirect("collection-detail", collection.pk)
    ticked = set(map(sent_number, request.POST.getlist("submissions")))
    return _render_detail(request, collection, progress, form, ticked)


def _find_incomplete(
    progress: list[CollectionProgress], ticked: set[int], step: Submission.Step
) -> list[CollectionProgress]:
    """The ticked schools whose answers the step would accept although not all values are entered."""
    table = Submission.TRANSITIONS
    accepts = [state for state in table.states_before(step) if table.after(step, state) == Submission.Status.ACCEPTED]
    return [
        each
        for each in progress
        if each.submission.pk in ticked and each.submission.status in accepts and each.is_incomplete
    ]


def _describe_step(step: Submission.Step, taken: int, ticked: int) -> str:
    states = " или ".join(sorted(f"«{state.label}»" for state in Submission.TRANSITIONS.states_before(step)))
    left = f" Пропущено {ticked - taken}: для этого нужно состояние {states}." if taken < ticked else ""
    return f"«{step.label.capitalize()}»: {taken}.{left}"


@parts_its_writes
@require_POST
def collection_remind(request: HttpRequest, pk: int):
    """Remind the ticked schools, or, if the other button was pressed, all schools that are late."""
    collection = collection_for(request, pk)
    if not can_review(request.user, collection.municipality_id):
        raise PermissionDenied
    submissions = collection.submissions.select_related("school", "collection")
    if "ticked" in request.POST:
        numbers = [pk for each in request.POST.getlist("submissions") if (pk := sent_number(each)) is not None]
        if not numbers:
            messages.error(request, "Отметьте хотя бы одну школу.")
            return redirect("collection-detail", collection.pk)
        chosen = submissions.filter(pk__in=numbers)
    else:
        today = timezone.localdate()
        chosen = [each for each in submissions if each.is_late(today)]
    with refusal_told(request):
        _add_reminding_messages(request, remind(chosen, by=request.user), asked=len(chosen))
    return redirect("collection-detail", collection.pk)


def _add_reminding_messages(request: HttpRequest, reminding: Reminding, *, asked: int) -> None:
    if reminding.gone:
        messages.success(request, outcome_words(len(reminding.gone)))
    if reminding.failed:
        told = failure_told([letter.failure for letter in reminding.failed])
        messages.error(request, f"{told} Портал попробует снова сам; когда и кому, сказано у школ.")
    if skipped := asked - reminding.schools:
        messages.info(request, f"Не напоминали тем, от кого уже ничего не ждут: {skipped}.")
    if reminding.silent:
        names = ", ".join(map(str, reminding.silent))
        at_schools = plural(len(reminding.silent), "у школы", "у школ", "у школ")
        messages.warning(request, f"Некому написать, {at_schools} нет директора на портале: {names}.")


@require_safe_or_post
def collection_change(request: HttpRequest, pk: int):
    """Change what is asked, of whom and until when; a school that has sent its answer can't be taken away."""
    collection = _changeable_collection(request, pk)
    form = CollectionChangeForm(posted(request), instance=collection)
    refuse_unseen(form, collection, by=request.user)
    if form.is_valid():
        with refusal_on(form, "schools"):
            change_collection(collection, by=request.user, **form.cleaned_data)
            messages.success(request, "Сбор изменён.")
            return redirect("collection-detail", collection.pk)
    context = {"form": form, "collection": collection, SEEN: newest_change(collection)}
    return render_form(request, "indicators/collections/collection_change.html", context)


@require_POST
def collection_state(request: HttpRequest, pk: int):
    """Close, withdraw or resume the collection."""
    collection = _changeable_collection(request, pk)
    state = request.POST.get("state")
    if state not in Collection.State.values:
        messages.error(request, "Выберите, что сделать со сбором.")
        return redirect("collection-change", collection.pk)
    with refusal_told(request, f"Сбор {Collection.State(state).as_done}."):
        set_state(collection, Collection.State(state), by=request.user)
        return redirect("collection-detail", collection.pk)
    return redirect("collection-change", collection.pk)


def _changeable_collection(request: HttpRequest, pk: int) -> Collection:
    collection = collection_for(request, pk)
    if not can_open_collections(request.user, collection.municipality_id):
        raise PermissionDenied
    return collection
