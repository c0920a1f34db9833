from django.db import transaction
from django.utils.deprecation import MiddlewareMixin

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class WritesAreAtomicMiddleware(MiddlewareMixin):
    """A request that may write is one transaction; one that only reads holds no lock, however long its document takes.

    Stands last, so that nothing refuses the request after its view has run.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method in SAFE:
            return None
        with transaction.atomic():
            return view_func(request, *view_args, **view_kwargs)
