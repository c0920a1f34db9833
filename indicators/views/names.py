"""Names of people's own tables: saying what they mean, and looking through what was said."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from indicators.actions.names import forget_names, remember_names
from indicators.excel.asking import chosen_meanings
from indicators.excel.importing import compare_again
from indicators.permissions import may_enter_in
from indicators.queries.names import names_chosen_by, school_that_chooses
from indicators.views.choosing import municipality_for
from indicators.views.excel import GONE, kept_import


@require_POST
def import_names(request: HttpRequest, pk: int, token: str):
    """Remember what names of the file mean, and compare it anew with that."""
    municipality, collection, kept, plan, checksum = kept_import(request, pk, token)
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied
    shown_anew = redirect("value-import-check", municipality.pk, kept.token)
    if request.POST.get("shown") != checksum:
        messages.warning(request, "Список за это время составлен заново. Выберите названия ещё раз.")
        return shown_anew
    chosen = {
        int(name.removeprefix("name:")): key
        for name, key in request.POST.items()
        if name.removeprefix("name:").isdecimal() and len(name) < 15
    }
    meanings = chosen_meanings(request.user, municipality, collection, plan, chosen)
    if not meanings:
        messages.error(request, "Выберите хотя бы для одного названия, что оно значит.")
        return shown_anew
    of_school = school_that_chooses(request.user, municipality)
    remember_names(meanings, municipality=municipality, of_school=of_school, by=request.user)
    try:
        compare_again(kept, plan, municipality=municipality, by=request.user, collection=collection)
    except LookupError:
        raise Http404(GONE) from None
    messages.success(request, f"Сопоставлено названий: {len(meanings)}. Портал запомнил их, список составлен заново.")
    return shown_anew


def value_names(request: HttpRequest, pk: int):
    """What the portal remembers of names, who said it; those that are ticked it forgets."""
    municipality = municipality_for(request, pk)
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied
    choices = names_chosen_by(request.user, municipality)
    if request.method == "POST":
        ticked = [pk for pk in request.POST.getlist("names") if pk.isdecimal() and len(pk) < 19]
        if forgotten := forget_names(choices.filter(pk__in=ticked), by=request.user):
            messages.success(request, f"Забыто названий: {forgotten}.")
        else:
            messages.error(request, "Отметьте названия, которые портал должен забыть.")
        return redirect("value-names", municipality.pk)
    return render(request, "indicators/name_list.html", {"municipality": municipality, "choices": choices})
