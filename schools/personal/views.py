import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.files import file_response
from portal.history.models import Change
from schools.personal.holdings import everything_of, holdings_of


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    counted = [(each, each.records.count()) for each in holdings_of(request.user)]
    context = {
        "own": [(each.name, count) for each, count in counted if count and each.is_own],
        "work": [(each.name, count) for each, count in counted if count and not each.is_own],
        "deeds": Change.objects.filter(changed_by=request.user).count(),
        "memberships": request.user.memberships.select_related("municipality", "school"),
    }
    return render(request, "schools/personal/my_data.html", context)


@require_safe
def my_data_file(request: HttpRequest) -> HttpResponse:
    content = json.dumps(everything_of(request.user), ensure_ascii=False, indent=1)
    return file_response(content, "application/json; charset=utf-8", "my-data.json")
