"""Pages on which people say what names in their own tables mean, and look through what was said."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from indicators.catalogue.actions import CatalogueRefused, create_indicators
from indicators.catalogue.models import Indicator
from indicators.values.permissions import may_enter_in
from indicators.workbooks.actions import forget_names, remember_names
from indicators.workbooks.asking import chosen_meanings, names_to_choose, new_indicators, with_the_rest_left_out
from indicators.workbooks.queries import names_chosen_by, school_that_chooses
from indicators.workbooks.views.values import compare_after_writing, kept_import
from portal.forms import require_safe_or_post, sent_number
from portal.text.plurals import counted
from schools.directory.access import municipality_for
from schools.directory.models import Municipality
from schools.directory.permissions import can_manage_directory


@require_POST
def import_names(request: HttpRequest, pk: int, token: str):
    """Take what names in the file mean, remembered or for this file alone, and compare the file anew."""
    municipality, collection, kept, plan, checksum = kept_import(request, pk, token)
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied
    shown_anew = redirect("value-import-check", municipality.pk, kept.token)
    if request.POST.get("shown") != checksum:
        messages.warning(request, "Список за это время составлен заново. Выберите названия ещё раз.")
        return shown_anew
    chosen = {
        number: key
        for name, key in request.POST.items()
        if name.startswith("name:") and (number := sent_number(name.removeprefix("name:"))) is not None
    }
    if "rest" in request.POST:
        shown = names_to_choose(request.user, municipality, collection, plan)["names"]
        chosen = with_the_rest_left_out(shown, chosen)
    meanings = chosen_meanings(request.user, municipality, collection, plan, chosen)
    made = []
    if collection is None and can_manage_directory(request.user, municipality.pk):
        try:
            made = create_indicators(municipality=municipality, facts=new_indicators(plan, chosen), by=request.user)
        except CatalogueRefused as refusal:
            messages.error(request, str(refusal))
            return shown_anew
    if not (meanings or made):
        messages.error(request, "Выберите хотя бы для одного названия, что оно значит.")
        return shown_anew
    remembers = "once" not in request.POST
    if remembers:
        of_school = school_that_chooses(request.user, municipality)
        remember_names(meanings, municipality=municipality, of_school=of_school, by=request.user)
    once = [] if remembers else [each.said for each in meanings]
    compare_after_writing(request, kept, plan, municipality=municipality, collection=collection, once=once)
    if meanings:
        kept_words = "Портал запомнил их" if remembers else "Только для этого файла"
        messages.success(request, f"Сопоставлено названий: {len(meanings)}. {kept_words}, список составлен заново.")
    if made:
        messages.success(request, _describe_made(municipality, made))
    return shown_anew


def _describe_made(municipality: Municipality, made: list[Indicator]) -> str:
    count = counted(len(made), "показатель", "показателя", "показателей")
    link = reverse("indicator-list", args=[municipality.pk])
    told = 'Заведено: {}, список составлен заново. Единицу и направление укажите в <a href="{}">каталоге</a>.'
    return format_html(told, count, link)


@require_safe_or_post
def value_names(request: HttpRequest, pk: int):
    """The names whose meaning the portal remembers, and who said it; a POST forgets the ticked ones."""
    municipality = municipality_for(request, pk, may_enter_in)
    choices = names_chosen_by(request.user, municipality)
    if request.method == "POST":
        ticked = map(sent_number, request.POST.getlist("names"))
        if forgotten := forget_names(choices.filter(pk__in=filter(None, ticked)), by=request.user):
            messages.success(request, f"Забыто названий: {forgotten}.")
        else:
            messages.error(request, "Отметьте названия, которые портал должен забыть.")
        return redirect("value-names", municipality.pk)
    return render(request, "indicators/workbooks/name_list.html", {"municipality": municipality, "choices": choices})
