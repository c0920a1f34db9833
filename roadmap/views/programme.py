from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from portal.accounts.roles import Permission
from portal.forms import posted
from portal.search import containing
from roadmap.actions.approval import WrongState, approve_programme, delete_draft, withdraw_approval
from roadmap.forms.programme import ApprovalForm, ImportForm
from roadmap.interchange.exporter import programme_as_json
from roadmap.interchange.format import Document
from roadmap.interchange.importer import AmbiguousMunicipality, NotYourMunicipality, import_programme
from roadmap.models import Programme
from roadmap.permissions import can_manage, can_see_all_schools
from roadmap.queries.related import related_programmes
from schools.models import Municipality
from schools.scope import scope_of


def programme_for(request: HttpRequest, pk: int) -> Programme:
    """The programme if it is within the user's scope, else 404."""
    programmes = Programme.objects.visible_to(request.user).select_related(
        "municipality", "school", "approval_order", "approved_by", "indicator_table", "roadmap", "amends"
    )
    return get_object_or_404(programmes, pk=pk)


def programme_list(request):
    words = request.GET.get("q", "").strip()
    assignments = "roadmap__directions__activities__assignments"
    programmes = (
        Programme.objects.visible_to(request.user)
        .current()
        .select_related("municipality", "school")
        .annotate(
            activities=Count("roadmap__directions__activities", distinct=True),
            reported=Count(
                "roadmap__directions__activities",
                filter=Q(**{f"{assignments}__version__gt": 0}) | Q(roadmap__directions__activities__report__gt=""),
                distinct=True,
            ),
        )
        .order_by("-start_year", "-end_year", "title_key", "pk")
    )
    if words:
        programmes = programmes.filter(containing("title_key", words))
    context = {
        "programmes": Paginator(programmes, 50).get_page(request.GET.get("page")),
        "words": words,
        "shows_progress": scope_of(request.user).has(Permission.VIEW_ALL_SCHOOLS),
        "templates": Programme.objects.visible_to(request.user).filter(status=Programme.Status.TEMPLATE),
    }
    return render(request, "roadmap/programme_list.html", context)


def programme_detail(request, pk: int):
    programme = programme_for(request, pk)
    context = {
        "programme": programme,
        "sections": programme.sections.all(),
        "passport": programme.passport.all(),
        "abbreviations": programme.abbreviations.all(),
        "annexes": programme.annexes.all(),
        "low_result_lists": programme.low_result_lists.visible_to(request.user)
        .select_related("period")
        .prefetch_related("listed_schools"),
        "relatives": related_programmes(programme, request.user),
        "can_manage": can_manage(request.user, programme),
        "can_see_all_schools": can_see_all_schools(request.user, programme),
    }
    return render(request, "roadmap/programme_detail.html", context)


def programme_import(request):
    if not scope_of(request.user).has(Permission.MANAGE_PROGRAMMES):
        raise PermissionDenied
    form = ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        dry_run = form.cleaned_data["dry_run"]
        managed = Municipality.objects.filter(
            scope_of(request.user).municipalities_with(Permission.MANAGE_PROGRAMMES, field="pk")
        )
        try:
            imported = import_programme(
                form.cleaned_data["file"], by=request.user, municipalities=managed, dry_run=dry_run
            )
        except NotYourMunicipality:
            form.add_error("file", _not_yours(form.cleaned_data["file"], managed))
        except AmbiguousMunicipality as refusal:
            form.add_error("file", f"Муниципалитетов «{refusal}» несколько: укажите в файле регион.")
        else:
            return _after_import(request, imported, dry_run)
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/programme_import.html", {"form": form}, status=status)


def _not_yours(document: Document, managed) -> str:
    shape = document.municipality
    if same := managed.named(shape.name).first():
        return f"Название совпадает, но регион в файле «{shape.region}», а у вас «{same.region or 'не указан'}»."
    own = ", ".join(f"«{municipality}»" for municipality in managed)
    return f"В файле программа муниципалитета «{shape.name}», а вы ведёте программы: {own}."


def _after_import(request, imported, dry_run: bool) -> HttpResponse:
    if imported.is_new and imported.new_schools:
        verb = "Будут заведены" if dry_run else "Заведены"
        messages.warning(request, f"{verb} новые школы: {', '.join(imported.new_schools)}.")
    if imported.is_new and imported.namesake:
        messages.warning(request, f"Программа с таким названием и годами уже есть, №\u00a0{imported.namesake.pk}.")
    if not imported.is_new:
        messages.info(request, "Этот файл уже внесён раньше. Ничего не изменено, вот эта программа.")
    elif dry_run:
        messages.success(request, "Файл проверен: ошибок нет. Ничего не записано.")
        return redirect("programme-import")
    else:
        messages.success(request, "Программа внесена из файла.")
    return redirect("programme-detail", imported.programme.pk)


def programme_export(request, pk: int):
    programme = programme_for(request, pk)
    if not can_see_all_schools(request.user, programme):
        raise PermissionDenied
    response = HttpResponse(programme_as_json(programme), content_type="application/json; charset=utf-8")
    name = f"programme-{programme.pk}-{programme.start_year}-{programme.end_year}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def programme_approve(request, pk: int):
    programme = programme_for(request, pk)
    if not can_manage(request.user, programme):
        raise PermissionDenied
    if programme.status == Programme.Status.APPROVED:
        messages.info(request, "Программа уже утверждена.")
        return redirect("programme-detail", programme.pk)
    form = ApprovalForm(posted(request), programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            order = form.order()
            approve_programme(programme=programme, order=order, annex=form.cleaned_data["annex"], by=request.user)
        except WrongState as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Программа отмечена утверждённой. {order}.")
        return redirect("programme-detail", programme.pk)
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/programme_approve.html", {"programme": programme, "form": form}, status=status)


def programme_delete(request, pk: int):
    """Asks before it deletes a draft."""
    programme = programme_for(request, pk)
    if not can_manage(request.user, programme):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "roadmap/programme_delete.html", {"programme": programme})
    try:
        delete_draft(programme=programme, by=request.user)
    except WrongState as refusal:
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
    except WrongState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Отметка об утверждении снята, программа снова проект.")
    return redirect("programme-detail", programme.pk)
