from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from portal.forms import sent_number
from schools.access.scope import scope_of
from schools.acting.session import act_for
from schools.directory.models import Municipality


@require_POST
def municipality_choose(request: HttpRequest):
    if not scope_of(request.user).everywhere:
        raise PermissionDenied("Муниципалитет выбирает администратор всего портала: у вас он один.")
    asked = sent_number(request.POST.get("municipality"))
    if asked is None:
        act_for(request, None)
        messages.success(request, "Муниципалитет не выбран: вы видите всё и ничего не ведёте.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    municipality = get_object_or_404(Municipality, pk=asked)
    act_for(request, municipality)
    messages.success(request, f"{municipality}: теперь вы можете здесь всё, что может координатор.")
    return redirect("municipality-setup", municipality.pk)
