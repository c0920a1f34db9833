from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicators.actions.collections import WrongStep, open_collection, remind_late, take_step
from indicators.forms import CollectionForm, StepForm
from indicators.grid.html import attributes, grid_html
from indicators.locks import locks_for
from indicators.models import Collection, Submission
from indicators.permissions import can_enter, can_open_collections, can_review
from indicators.queries.collections import collection_progress, with_counts
from indicators.queries.grid import submission_grid
from portal.accounts.roles import Permission
from portal.forms import posted
from schools.models import Municipality, School
from schools.scope import scope_of


def collection_list(request: HttpRequest):
    """The department's collections, or those that the user's schools are asked for."""
    scope = scope_of(request.user)
    collections = with_counts(Collection.objects.visible_to(request.user)).select_related("period", "municipality")
    own = Submission.objects.filter(school__in=scope.school_ids).select_related("collection__period", "school")
    context = {
        "collections": Paginator(collections, 50).get_page(request.GET.get("page")),
        "own": own.order_by("-collection__due_on"),
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


def collection_detail(request: HttpRequest, pk: int):
    """Who has sent, who is late, what was returned; a director goes on to their own school."""
    collection = _collection(request, pk)
    if not scope_of(request.user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=collection.municipality_id):
        own = collection.submissions.filter(school__in=scope_of(request.user).school_ids).first()
        return redirect("submission-detail", collection.pk, own.school_id)
    progress = collection_progress(collection, timezone.localdate())
    context = {
        "collection": collection,
        "progress": progress,
        "asked": collection.indicators.count(),
        "late": sum(each.is_late for each in progress),
        "form": StepForm(collection=collection),
        "may_review": can_review(request.user, collection.municipality_id),
    }
    return render(request, "indicators/collection_detail.html", context)


@require_POST
def collection_step(request: HttpRequest, pk: int):
    """Accept, return or reopen the schools that are ticked."""
    collection = _collection(request, pk)
    if not can_review(request.user, collection.municipality_id):
        raise PermissionDenied
    form = StepForm(request.POST, collection=collection)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect("collection-detail", collection.pk)
    data = form.cleaned_data
    step = Submission.Step(data["step"])
    try:
        taken = take_step(step, data["submissions"], by=request.user, note=data["note"], until=data["until"])
    except WrongStep as refusal:
        messages.error(request, str(refusal))
    else:
        skipped = len(data["submissions"]) - len(taken)
        states = " или ".join(f"«{state.label}»" for state in sorted(Submission.TRANSITIONS[step][0]))
        left = f" Пропущено {skipped}: для этого нужно состояние {states}." if skipped else ""
        messages.success(request, f"«{step.label.capitalize()}»: {len(taken)}.{left}")
    return redirect("collection-detail", collection.pk)


@require_POST
def collection_remind(request: HttpRequest, pk: int):
    collection = _collection(request, pk)
    if not can_review(request.user, collection.municipality_id):
        raise PermissionDenied
    reminded, silent = remind_late(collection, on=timezone.localdate(), by=request.user)
    messages.success(request, f"Напоминаний отправлено: {len(reminded)}.")
    if silent:
        names = ", ".join(map(str, silent))
        messages.warning(request, f"Некому написать, у школы нет директора на портале: {names}.")
    return redirect("collection-detail", collection.pk)


def submission_detail(request: HttpRequest, pk: int, school_pk: int):
    """One school's part of a collection: its values, and the button that sends them."""
    collection = _collection(request, pk)
    school = get_object_or_404(School.objects.visible_to(request.user), pk=school_pk)
    submission = get_object_or_404(collection.submissions.select_related("school", "collection"), school=school)
    may_send = can_enter(request.user, municipality_id=school.municipality_id, school_id=school.pk)
    if request.method == "POST":
        if not may_send:
            raise PermissionDenied
        if take_step(Submission.Step.SEND, [submission], by=request.user):
            messages.success(request, "Отправлено. Отдел примет или вернёт с замечанием.")
        else:
            messages.info(request, "Уже отправлено.")
        return redirect(request.path)
    locks = locks_for(request.user, school.municipality_id, [school.pk])
    grid = submission_grid(school, collection.period, list(collection.indicators.all()), locks=locks)
    context = {
        "collection": collection,
        "submission": submission,
        "school": school,
        "table": grid_html(grid),
        "key": attributes(grid.key),
        "may_send": may_send and submission.status in Submission.TRANSITIONS[Submission.Step.SEND][0],
        "is_late": submission.is_late(timezone.localdate()),
    }
    return render(request, "indicators/submission_detail.html", context)


def _collection(request: HttpRequest, pk: int) -> Collection:
    collections = Collection.objects.visible_to(request.user).select_related("municipality", "period")
    return get_object_or_404(collections, pk=pk)
