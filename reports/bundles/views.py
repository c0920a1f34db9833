"""Pages to ask for bundles, follow how they are made and download them. A bundle is seen by its asker only."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.text.plurals import counted
from reports.bundles.actions import AnotherIsMade, ask_for_bundle, cancel_bundle
from reports.bundles.finished import ASKED
from reports.bundles.forms import BundleForm
from reports.bundles.models import Bundle
from reports.bundles.permissions import check_may_have_bundle
from reports.bundles.queries import is_unattended, standing_words
from roadmap.execution.evidence.file_kinds import safe_name

_SUBJECTS = ("programme", "school", "municipality")


@require_safe
def bundle_list(request: HttpRequest) -> HttpResponse:
    return _list(request, BundleForm(user=request.user))


@require_POST
def bundle_new(request: HttpRequest) -> HttpResponse:
    form = BundleForm(request.POST, user=request.user)
    if not form.is_valid():
        return _list(request, form, status=422)
    bundle = form.bundle()
    if bundle is None:
        raise Http404("Нет того, о чём просят собрать папку.")
    return _ask(request, bundle)


@require_POST
def bundle_again(request: HttpRequest, pk: int) -> HttpResponse:
    before = _own(request, pk)
    return _ask(request, Bundle(what=before.what, **{before.What(before.what).subject: before.subject}))


@require_safe
def bundle_detail(request: HttpRequest, pk: int) -> HttpResponse:
    bundle, now = _own(request, pk), timezone.now()
    if not bundle.is_active and request.session.get(ASKED) == bundle.pk:
        del request.session[ASKED]  # this page says it
    words = standing_words(bundle, now)
    context = {"bundle": bundle, "standing": words, "is_unattended": is_unattended(words)}
    return render(request, "reports/bundles/bundle_detail.html", context)


@require_POST
def bundle_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    bundle = _own(request, pk)
    if cancel_bundle(bundle=bundle, by=request.user):
        messages.success(request, "Отменено: папка не собирается.")
    else:
        messages.info(request, "Отменять уже нечего: работа закончена.")
    return redirect("bundle-detail", pk=pk)


@require_safe
def bundle_file(request: HttpRequest, pk: int) -> FileResponse:
    """Serve the finished file, if the person may still see what is in it."""
    bundle = _own(request, pk)
    if not bundle.file:
        raise Http404("Файла этой папки нет: она не собрана или её срок прошёл.")
    check_may_have_bundle(request.user, bundle)
    try:
        file = bundle.file.open()
    except OSError:
        raise Http404("Файла папки нет в хранилище портала. Соберите её снова.") from None
    headers = {"Cache-Control": "private, no-store"}
    return FileResponse(file, as_attachment=True, filename=safe_name(bundle.file_name), headers=headers)


def _own(request: HttpRequest, pk: int) -> Bundle:
    return get_object_or_404(request.user.bundles.select_related(*_SUBJECTS), pk=pk)


def _list(request: HttpRequest, form: BundleForm, status: int = 200) -> HttpResponse:
    page = Paginator(request.user.bundles.select_related(*_SUBJECTS), 30).get_page(request.GET.get("page"))
    context = {"form": form, "bundles": page, "kept": counted(settings.BUNDLE_DAYS, "день", "дня", "дней")}
    return render(request, "reports/bundles/bundle_list.html", context, status=status)


def _ask(request: HttpRequest, bundle: Bundle) -> HttpResponse:
    check_may_have_bundle(request.user, bundle)
    try:
        bundle = ask_for_bundle(bundle, by=request.user)
    except AnotherIsMade as another:
        messages.warning(request, str(another))
        bundle = another.bundle
    request.session[ASKED] = bundle.pk
    return redirect("bundle-detail", pk=bundle.pk)
