from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.forms import posted, render_form, require_safe_or_post
from portal.text.cases import Case
from portal.text.phrases import begun_in_case
from schools.acting.session import act_for, act_for_the_only_one
from schools.directory.access import municipality_for
from schools.directory.models import Municipality
from schools.setup.actions import save_municipality
from schools.setup.forms import DepartmentForm
from schools.setup.permissions import can_add_municipalities, can_set_up
from schools.setup.steps import setup_steps

_WHO_SETS_UP = "Настраивают муниципалитет его координатор и администратор."


@require_safe
def setup_home(request: HttpRequest):
    """Lead to the set-up of the user's municipality; in an empty portal the first municipality is created here."""
    act_for_the_only_one(request)
    at_hand = list(Municipality.objects.at_hand(request.user)[:2])
    allowed = [each for each in at_hand if can_set_up(request.user, each.pk)]
    if len(at_hand) == 1 and allowed:
        return redirect("municipality-setup", at_hand[0].pk)
    if not can_add_municipalities(request.user):
        raise PermissionDenied(_WHO_SETS_UP)
    return render(request, "schools/setup/setup_home.html", {"municipalities": at_hand})


@require_safe
def municipality_setup(request: HttpRequest, pk: int):
    """Show what is done and what is left, with links to the pages where it is done."""
    municipality = _find_municipality(request, pk)
    steps = setup_steps(request.user, municipality)
    context = {
        "municipality": municipality,
        "steps": steps,
        "done": sum(step.is_done for step in steps),
        "next_step": next((step for step in steps if not step.is_done), None),
        "genitive": _decline_department(municipality),
    }
    return render(request, "schools/setup/municipality_setup.html", context)


@require_safe_or_post
def municipality_create(request: HttpRequest):
    if not can_add_municipalities(request.user):
        raise PermissionDenied("Муниципалитеты заводит администратор всего портала.")
    return _edit(request, None)


@require_safe_or_post
def municipality_edit(request: HttpRequest, pk: int):
    return _edit(request, _find_municipality(request, pk))


def _edit(request: HttpRequest, municipality: Municipality | None):
    form = DepartmentForm(posted(request), municipality=municipality)
    if form.is_valid():
        saved = save_municipality(municipality=municipality, words=form.words, by=request.user)
        if municipality is None:
            act_for(request, saved)
        messages.success(request, "Сохранено." if municipality else f"{saved}: можно продолжать.")
        for doubt in form.doubts:
            messages.warning(request, doubt)
        return redirect("municipality-setup", saved.pk)
    context = {"form": form, "municipality": municipality}
    return render_form(request, "schools/setup/municipality_edit.html", context)


def _find_municipality(request: HttpRequest, pk: int) -> Municipality:
    return municipality_for(request, pk, can_set_up, refusal=_WHO_SETS_UP)


def _decline_department(municipality: Municipality) -> str:
    """Return the department's name in the genitive, as after «приказом»; "" if the portal can't decline it."""
    department = getattr(municipality, "department", None)
    return begun_in_case(department.full_name or department.name, Case.GENITIVE) if department else ""
