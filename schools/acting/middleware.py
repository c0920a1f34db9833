from django.contrib.auth.middleware import get_user
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject

from schools.access.scope import acting_for
from schools.acting.session import KEY


class ActingMiddleware(MiddlewareMixin):
    """Gives the user the municipality that the session keeps; lazily, so that sessions aren't read for nothing."""

    def process_request(self, request):
        request.user = SimpleLazyObject(lambda: acting_for(get_user(request), request.session.get(KEY)))
