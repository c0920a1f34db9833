from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.forms import render_form
from reports.search.forms import SearchForm
from reports.search.queries import found_among, found_everywhere


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    words, among = asked.get("words", ""), asked.get("among", "")
    context = {"form": form, "words": words, "typed": request.GET.get("words", ""), "groups": [], "whole": None}
    if words and among:
        context["whole"] = found_among(request.user, words, among, request.GET.get("page"))
    elif words:
        context["groups"] = found_everywhere(request.user, words)
    return render_form(request, "reports/search/search.html", context)
