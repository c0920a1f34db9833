import logging
import re
from functools import wraps

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.db import DataError, IntegrityError, transaction
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.views.defaults import page_not_found

from portal.once.answering import answer_once

_log = logging.getLogger(__name__)
_NO_SUCH_NUMBER = (OverflowError, DataError)  # as SQLite and PostgreSQL say it
_ANSWERS = (ImmediateHttpResponse, ReauthenticationRequired)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


def parts_its_writes(view):
    """For a view that waits for another machine between its writes: waiting, it would keep others from writing."""
    view.parts_its_writes = True
    return view


def reads_first(read):
    """For a view that opens a file: `read`, with the view's own arguments, does it before the request's transaction.

    The view gets what was read as its argument `read`. Nothing is parsed while others wait to write.
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
    """`work` is done when the request's transaction is over, before its answer goes."""
    request.after_writing = [*getattr(request, "after_writing", []), work]


# A browser shows nothing for these, so that the words on both sides would be one. Fields keep what stands in them.
_SIGNS = "\x0b\x0c\x0e\x85\u2028\u2029"
_BREAKS = re.compile(f"[{_SIGNS}]")
_AS_BYTES = tuple(sign.encode() for sign in _SIGNS)
_NO_WORDS = re.compile(r"(<textarea\b.*?</textarea>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


class LineBreaksMiddleware(MiddlewareMixin):
    """Line breaks of Word in the words of a page become such as a browser knows."""

    def process_response(self, request, response):
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        # Hardly any page has one, and a table of values is long.
        if any(sign in response.content for sign in _AS_BYTES):
            pieces = _NO_WORDS.split(response.content.decode(response.charset))
            pieces[::2] = [_BREAKS.sub("\n", words) for words in pieces[::2]]
            response.content = "".join(pieces)
        return response


class PrivatePagesMiddleware(MiddlewareMixin):
    """What a page shows is the user's: no proxy and no browser keeps it, unless the view says otherwise."""

    def process_response(self, request, response):
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class WritesAreAtomicMiddleware(MiddlewareMixin):
    """A request that may write is one transaction; one that only reads holds no lock, however long its document takes.

    What a view `reads_first` is read before it. A view that `parts_its_writes` has its own transactions. A form sent
    twice is answered once; what two people do at one moment and only one can do is told to the other.

    Stands last, so that nothing refuses the request after its view has run.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method in SAFE or getattr(view_func, "parts_its_writes", False):
            return None
        if read := getattr(view_func, "reads_first", None):
            request.read_first = read(request, *view_args, **view_kwargs)
        try:
            with transaction.atomic():
                answer = answer_once(request, lambda: view_func(request, *view_args, **view_kwargs))
            for work in getattr(request, "after_writing", []):
                work()
            return answer
        except IntegrityError:
            _log.exception("Two writes of the same: %s", request.path)
            return render(request, "409.html", status=409)
        except (*_NO_SUCH_NUMBER, *_ANSWERS) as error:
            return self.process_exception(request, error)

    def process_exception(self, request, exception):
        """A number that no database holds is the number of no record; exceptions of django-allauth are answers."""
        if isinstance(exception, _ANSWERS):
            return AccountMiddleware(self.get_response).process_exception(request, exception)
        if isinstance(exception, _NO_SUCH_NUMBER):
            return page_not_found(request, exception)
        return None
