from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect

from portal.accounts.second_factor import is_needed
from portal.accounts.sessions import keep_session

# What is open to whoever must set a second factor up first, beside its own pages.
_BEFORE_IT = {"logout", "account_reauthenticate"}


class LogInMiddleware(LoginRequiredMiddleware):
    """Django's own looks first who asks: a page for everybody would depend on a session, and be kept by no cache."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        if answer := super().process_view(request, view_func, view_args, view_kwargs):
            return answer
        if not getattr(view_func, "asked_by_itself", False):
            keep_session(request)
        name = request.resolver_match.url_name or ""
        if is_needed(request) and not (name in _BEFORE_IT or name.startswith("mfa_")):
            return redirect("mfa_index")
        return None
