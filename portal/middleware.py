"""The portal's middleware, and the marks by which views tell it how they read and write."""

import logging
import re
from functools import wraps

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.db import DataError, IntegrityError, transaction
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.views.defaults import page_not_found

from portal.once.answering import answer_once

_log = logging.getLogger(__name__)
_NO_SUCH_NUMBER = (OverflowError, DataError)  # as SQLite and PostgreSQL say it
_TOO_MANY_DIGITS = "for integer string conversion"
_TOO_DEEP = "while decoding a JSON"
_ANSWERS = (ImmediateHttpResponse, ReauthenticationRequired)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


def parts_its_writes(view):
    """Mark a view that has its own transactions, because it waits for another machine between its writes.

    In one transaction it would keep others from writing meanwhile.
    """
    view.parts_its_writes = True
    return view


def reads_first(read):
    """Decorate a view that parses a file: `read`, called with the view's arguments, does so before the transaction.

    The view gets the result as its argument `read`. So nothing is parsed while others wait to write.
    """

    def decorated(view):
        @wraps(view)
        def reading(request, *args, **kwargs):
            found = request.read_first if hasattr(request, "read_first") else read(request, *args, **kwargs)
            return view(request, *args, read=found, **kwargs)

        reading.reads_first = read
        return reading

    return decorated


def after_writing(request, work):
    """Have `work` called when the request's transaction is over, before the answer is sent."""
    request.after_writing = [*getattr(request, "after_writing", []), work]


# Line breaks that browsers don't show, so that the words on both sides would run together.
_SIGNS = "\x0b\x0c\x0e\x85\u2028\u2029"
_BREAKS = re.compile(f"[{_SIGNS}]")
_AS_BYTES = tuple(sign.encode() for sign in _SIGNS)
_NO_WORDS = re.compile(r"(<textarea\b.*?</textarea>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


class LineBreaksMiddleware(MiddlewareMixin):
    """Replaces Word's line breaks in a page's text, though not in its fields, by newlines."""

    def process_response(self, request, response):
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        # Hardly any page has them, and splitting a long page takes time.
        if any(sign in response.content for sign in _AS_BYTES):
            pieces = _NO_WORDS.split(response.content.decode(response.charset))
            pieces[::2] = [_BREAKS.sub("\n", words) for words in pieces[::2]]
            response.content = "".join(pieces)
        return response


class PackedPagesMiddleware(GZipMiddleware):
    """Compresses pages and JSON (a table of values to a tenth), but not files.

    Django's middleware adds a random length to each answer, which protects it against BREACH.
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in ("text/html", "application/json"):
            return response
        return super().process_response(request, response)


class PrivatePagesMiddleware(MiddlewareMixin):
    """Forbids proxies and browsers to keep pages, unless the view says otherwise."""

    def process_response(self, request, response):
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class NoSuchAddressMiddleware(MiddlewareMixin):
    """Answers 404 to addresses with a NUL, which PostgreSQL can't hold."""

    def process_request(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return page_not_found(request, None)
        return None


class WritesAreAtomicMiddleware(MiddlewareMixin):
    """Makes each request that may write one transaction; one that only reads holds no lock, however long it takes.

    What a view `reads_first` is read before the transaction; a view that `parts_its_writes` has its own transactions.
    A form sent twice is answered once, and whoever loses a race for something that can be done only once gets 409.

    It has to be the last middleware, so that no other one refuses a request after its view has run.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method in SAFE or getattr(view_func, "parts_its_writes", False):
            return None
        if read := getattr(view_func, "reads_first", None):
            request.read_first = read(request, *view_args, **view_kwargs)
        try:
            with transaction.atomic():
                answer = answer_once(
                    request,
                    lambda: view_func(request, *view_args, **view_kwargs),
                    for_all=getattr(view_func, "is_one_for_all", False),
                )
            for work in getattr(request, "after_writing", []):
                work()
            return answer
        except IntegrityError:
            _log.exception("Two writes of the same: %s", request.path)
            return render(request, "409.html", status=409)
        except (ValueError, RecursionError, *_NO_SUCH_NUMBER, *_ANSWERS) as error:
            if (answer := self.process_exception(request, error)) is None:
                raise
            return answer

    def process_exception(self, request, exception):
        """Answer exceptions of django-allauth as it does, and 404 to numbers too large and JSON too deep to be read."""
        if isinstance(exception, _ANSWERS):
            return AccountMiddleware(self.get_response).process_exception(request, exception)
        is_too_deep = isinstance(exception, RecursionError) and _TOO_DEEP in str(exception)
        if is_too_deep or isinstance(exception, _NO_SUCH_NUMBER) or _has_too_many_digits(exception):
            return page_not_found(request, exception)
        return None


def _has_too_many_digits(error: BaseException | None) -> bool:
    """A number longer than Python reads; Django may have said it in its own words."""
    while error is not None and _TOO_MANY_DIGITS not in str(error):
        error = error.__cause__
    return error is not None
