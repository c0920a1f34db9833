from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post
from portal.refusals import refusal_on
from schools.access.scope import scope_of
from schools.directory.access import managed_municipality, managed_school
from schools.directory.actions import change_school, create_school
from schools.directory.forms import SchoolForm, SchoolSearch
from schools.directory.models import Municipality, School

_RENAMED = (
    "Название изменено, прежнее останется известно; выданные документы хранят его. "
    "В таблицах, файлах и планах школу узнают по обоим названиям; если сомневаетесь, проверьте ответственных в планах."
)


@require_safe
def school_home(request: HttpRequest) -> HttpResponse:
    """Lead to the schools of the user's municipality; a user with several chooses one."""
    scope = scope_of(request.user)
    if not scope.has(Permission.MANAGE_DIRECTORY):
        raise PermissionDenied
    managed = Municipality.objects.filter(scope.municipalities_with(Permission.MANAGE_DIRECTORY, field="pk"))
    if managed.count() == 1:
        return redirect("school-list", managed.get().pk)
    return render(request, "schools/directory/school_home.html", {"municipalities": managed})


@require_safe
def school_list(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    search = SchoolSearch(request.GET)
    schools = search.filter(municipality.schools.all()).order_by("-is_active", "name_key")
    context = {
        "municipality": municipality,
        "schools": schools.select_related("merged_into").prefetch_related("former_names"),
        "words": request.GET.get("q", ""),
        "section": "schools",
    }
    return render(request, "schools/directory/school_list.html", context)


@require_safe_or_post
def school_new(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    form = SchoolForm(posted(request), instance=School(municipality=municipality))
    if form.is_valid():
        with refusal_on(form, "name"):
            school = create_school(municipality=municipality, facts=form.facts(), by=request.user)
            messages.success(request, f"Школа «{school}» заведена.")
            return redirect("school-list", municipality.pk)
    context = {"municipality": municipality, "form": form, "school": None, "former_names": []}
    return render_form(request, "schools/directory/school_edit.html", context)


@require_safe_or_post
def school_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a school's names, kind, address and so on; a closed school stays in everything written of it."""
    school = managed_school(request, pk)
    shown = School.objects.get(pk=pk)
    form = SchoolForm(posted(request), instance=shown)
    if form.is_valid():
        with refusal_on(form, "name"):
            change_school(school=school, facts=form.facts(), by=request.user)
            renamed = "name" in form.facts() and form.facts()["name"] != school.name
            messages.success(request, _RENAMED if renamed else "Сохранено.")
            return redirect("school-list", school.municipality_id)
    context = {"municipality": school.municipality, "form": form, "school": school,
               "former_names": school.former_names.all()}  # fmt: skip
    return render_form(request, "schools/directory/school_edit.html", context)
