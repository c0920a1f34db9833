"""The middleware that demands a log-in and, of some people, a second factor."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect

from portal.accounts.second_factor import is_needed
from portal.accounts.sessions import keep_session

# Pages besides those of the second factor that are open to people who must set one up first.
_OPEN_WITHOUT_FACTOR = {"logout", "account_reauthenticate"}


class LogInMiddleware(LoginRequiredMiddleware):
    """Demands a log-in and, of some people, a second factor, and keeps the session alive while somebody works.

    Public pages are let through first: Django's middleware would read the session, so that no cache could keep them.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        if answer := super().process_view(request, view_func, view_args, view_kwargs):
            return answer
        if not getattr(view_func, "asked_by_itself", False):
            keep_session(request)
        name = request.resolver_match.url_name or ""
        if is_needed(request) and not (name in _OPEN_WITHOUT_FACTOR or name.startswith("mfa_")):
            return redirect("mfa_index")
        return None
