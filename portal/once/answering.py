"""Answers a form that is sent twice only once."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.crypto import get_random_string

from portal.once.models import PostedForm

FIELD = "form_sign"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_OF_THE_FORM = {FIELD, "csrfmiddlewaretoken"}
KEPT_FOR = timedelta(days=1)
SENT_TWICE = "Форма отправлена дважды — сделано один раз, вот что получилось."
SAME_BY_ANOTHER = (
    "То же самое уже сделал кто-то ещё, пока эта страница была открыта: сделано один раз, вот что получилось."
)


def new_sign() -> str:
    """Make a unique sign for a form that is shown now; it ends with the time, by which `_shown_at` knows that."""
    return f"{get_random_string(22)}-{int(timezone.now().timestamp() * 1_000_000)}"


def one_for_all(view):
    """Mark a view that makes something which a municipality needs only once.

    If two people send the same words, neither having seen what the other did, it is done once.
    """
    view.is_one_for_all = True
    return view


def answer_once(request: HttpRequest, answer: Callable[[], HttpResponse], *, for_all: bool = False) -> HttpResponse:
    """Return the view's answer or, if the same form came before, redirect to where that led.

    It runs in the transaction of the view's writes, so a second request waits for the first one, as both write the same
    key. An answer that is no redirect (a form with faults, a file) isn't kept, and the form may be sent again.
    """
    key = key_of(request)
    if not key:
        return answer()
    PostedForm.objects.filter(posted_at__lt=timezone.now() - KEPT_FOR).delete()
    form, is_first = _get_or_create(key, request)
    if not is_first:
        messages.info(request, SENT_TWICE)
        return HttpResponseRedirect(form.led_to)
    response = _answer_for_all(request, answer) if for_all else answer()
    _keep_result(form, response)
    return response


def _answer_for_all(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the view in any case, since it checks the rights, but undo its work if somebody has done the same."""
    deed, is_first = _get_or_create(_digest([request.path, *_sent_words(request)]), request)
    if is_first or deed.person == request.user.pk or deed.posted_at < _shown_at(request):
        deed.person = request.user.pk
        response = answer()
        _keep_result(deed, response)
        return response
    try:
        with transaction.atomic():
            response = answer()
            if deed.led_to and _made_again(response, deed):
                raise _MadeAlready
            return response
    except (_MadeAlready, IntegrityError):
        if not deed.led_to:
            raise
    request.after_writing = []
    list(messages.get_messages(request))  # drop what the view said of the work that was undone
    messages.info(request, SAME_BY_ANOTHER)
    return HttpResponseRedirect(deed.led_to)


class _MadeAlready(Exception):
    pass


def _made_again(response: HttpResponse, deed: PostedForm) -> bool:
    """Return whether the view made a second one, or refused because there is one; an equal redirect explains itself."""
    return response.status_code == 422 or (isinstance(response, HttpResponseRedirect) and response.url != deed.led_to)


def _get_or_create(key: str, request: HttpRequest) -> tuple[PostedForm, bool]:
    """Return the row with that key, locked, and whether it is new."""
    try:
        with transaction.atomic():
            return PostedForm.objects.create(key=key, person=request.user.pk), True
    except IntegrityError:
        return PostedForm.objects.select_for_update().get(key=key), False


def _keep_result(form: PostedForm, response: HttpResponse) -> None:
    if isinstance(response, HttpResponseRedirect):
        form.led_to, form.posted_at = response.url, timezone.now()
        form.save(update_fields=["led_to", "posted_at", "person"])
    else:
        form.delete()


def _shown_at(request: HttpRequest) -> datetime:
    """Return when the form was shown, by its sign; now if the sign doesn't tell."""
    moment = request.POST.get(FIELD, "").rpartition("-")[2]
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(moment) / 1_000_000, tz=UTC)
    return timezone.now()


def key_of(request: HttpRequest) -> str:
    """Return a key that is equal for the same person, page, form and words; "" for requests that scripts make.

    The words are part of it, because a browser may show an old page again, with its sign, and other words may be typed.
    """
    is_forms = request.method == "POST" and request.content_type in _FORMS
    is_scripts = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not is_forms or is_scripts or FIELD not in request.POST or not request.user.is_authenticated:
        return ""
    return _digest([request.user.pk, request.get_full_path(), request.POST.get(FIELD), *_sent_words(request)])


def _sent_words(request: HttpRequest) -> list:
    """Return what was typed, chosen and uploaded, without Django's token and the form's sign."""
    files = [(name, file.name, file.size) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    return [sorted((name, words) for name, words in request.POST.lists() if name not in _OF_THE_FORM), files]


def _digest(sent: list) -> str:
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()
