import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from portal.once.models import PostedForm

FIELD = "form_sign"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
KEPT_FOR = timedelta(days=1)
SENT_TWICE = "Форма отправлена дважды — сделано один раз, вот что получилось."


def answer_once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's answer, or where it led when the same form came before; in the transaction of the view's writes.

    Whoever comes while the first is still at work waits for it, since both write the same key. An answer that leads
    nowhere (the form with its faults, a file) is no result, and the form may be sent again.
    """
    key = key_of(request)
    if not key:
        return answer()
    PostedForm.objects.filter(posted_at__lt=timezone.now() - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            form = PostedForm.objects.create(key=key)
    except IntegrityError:
        messages.info(request, SENT_TWICE)
        return HttpResponseRedirect(PostedForm.objects.get(key=key).led_to)
    response = answer()
    if isinstance(response, HttpResponseRedirect):
        form.led_to = response.url
        form.save(update_fields=["led_to"])
    else:
        form.delete()
    return response


def key_of(request: HttpRequest) -> str:
    """Of the same person, page, form and words; "" for requests that scripts make, which know their own order.

    The words belong to it: a browser may bring back an old page with its sign, and something else typed into it.
    """
    is_forms = request.method == "POST" and request.content_type in _FORMS
    is_scripts = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not is_forms or is_scripts or FIELD not in request.POST or not request.user.is_authenticated:
        return ""
    files = [(name, file.name, file.size) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    sent = [request.user.pk, request.get_full_path(), sorted(request.POST.lists()), files]
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()
