"""Pages of a list of schools with low results: a school's own programme is made, the list is added to a programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from indicators.identification.models import LowResultList
from indicators.identification.permissions import can_identify
from portal.forms import posted, render_form, require_safe_or_post
from portal.once.answering import one_for_all
from portal.refusals import refusal_on
from roadmap.editions.attaching_lists import attach_list
from roadmap.editions.copying import begin_for_listed
from roadmap.editions.forms import AttachForm, ListedProgrammeForm
from roadmap.editions.queries import programmes_of_list


def _find_managed(request: HttpRequest, pk: int) -> LowResultList:
    lists = LowResultList.objects.visible_to(request.user).select_related("municipality", "period", "run")
    found = get_object_or_404(lists, pk=pk)
    if not can_identify(request.user, found.municipality_id):
        raise PermissionDenied
    return found


@require_safe_or_post
@one_for_all
def list_programmes(request: HttpRequest, pk: int):
    """Show the schools of the list with their own programmes; POST makes a programme for one school."""
    low_result_list = _find_managed(request, pk)
    form = ListedProgrammeForm(posted(request), low_result_list=low_result_list)
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on(form):
            made = begin_for_listed(data["source"], data["listed"], start_year=data["start_year"], by=request.user)
            messages.success(
                request, f"Проект программы готов: {data['listed'].name}. Ожидаемые результаты стоят в её показателях."
            )
            return redirect("programme-detail", made.pk)
    context = {
        "low_result_list": low_result_list, "form": form, "schools": programmes_of_list(low_result_list),
        "attach": AttachForm(low_result_list=low_result_list),
        "programmes": low_result_list.programmes.current(),
    }  # fmt: skip
    return render_form(request, "roadmap/editions/list_programmes.html", context)


@require_POST
def list_attach(request: HttpRequest, pk: int):
    low_result_list = _find_managed(request, pk)
    form = AttachForm(request.POST, low_result_list=low_result_list)
    if not form.is_valid():
        messages.error(request, "Выберите проект программы, в которой списка ещё нет. Утверждённую меняют приказом.")
        return redirect("list-programmes", pk)
    programme = form.cleaned_data["programme"]
    attach_list(low_result_list=low_result_list, programme=programme, by=request.user)
    messages.success(request, f"Список прикреплён: {programme.title}.")
    return redirect("list-programmes", pk)
