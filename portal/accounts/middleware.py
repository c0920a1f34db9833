from django.contrib.auth.middleware import LoginRequiredMiddleware


class LogInMiddleware(LoginRequiredMiddleware):
    """Django's own looks first who asks: a page for everybody would depend on a session, and be kept by no cache."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
