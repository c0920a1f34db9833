"""Pages to log in, to set a password and to change it, by letter, by code or by the old one."""

import logging
from functools import wraps

from allauth.account.utils import perform_login
from allauth.socialaccount.providers.openid_connect import views as openid_connect_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import (
    LoginView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from requests import RequestException

from portal.accounts.demonstration import PASSWORD
from portal.accounts.factor_views import keys_work_here
from portal.accounts.forgotten import ForgottenPasswordForm
from portal.accounts.forms import InvitationForm, LoginForm
from portal.accounts.invitations import accept_invitation
from portal.accounts.locking import locked_out
from portal.accounts.models import User
from portal.accounts.passwords import password_set
from portal.accounts.wrong_passwords import count_wrong_password, is_locked_for
from portal.forms import posted, render_form, require_safe_or_post
from portal.letters.mail_way import MailWay, can_send_letters, mail_way

_log = logging.getLogger(__name__)


class PortalLoginView(LoginView):
    """The log-in page, which in the demonstration also shows how to log in as each role."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        people = User.objects.filter(is_demonstration=True, is_active=True).order_by("pk")
        people = people if settings.DEMONSTRATION_ALLOWED else people.none()
        about = {
            "demonstration_people": people,
            "demonstration_password": PASSWORD,
            "openid": settings.OPENID,
            "keys_work_here": keys_work_here(self.request),
        }
        return super().get_context_data(**about, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        """Log the person in; allauth asks for the second factor first, if they have one."""
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())


class PortalPasswordChangeView(SuccessMessageMixin, PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy(settings.LOGIN_REDIRECT_URL)
    success_message = "Пароль изменён."

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_locked_for(request, request.user):
            return locked_out(request, {})
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form) -> HttpResponse:
        """Count a wrong old password like one at the log-in, so that nobody can keep guessing in an open browser."""
        if form.has_error("old_password", "password_incorrect"):
            count_wrong_password(self.request)
        return super().form_invalid(form)

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        password_set.send(User, request=self.request, user=form.user, how="пароль изменён")
        return answer


class _WhereLettersGo:
    def get_context_data(self, **kwargs):
        way = {"can_send_letters": can_send_letters(), "letters_go_into_a_folder": mail_way() == MailWay.FOLDER}
        return super().get_context_data(**way, **kwargs)


class ForgottenPasswordView(_WhereLettersGo, PasswordResetView):
    """Asks for the address of somebody who forgot their password; the answer doesn't tell whether it is known.

    If the portal can't send letters, it says whom to ask.
    """

    template_name = "accounts/password_forgotten.html"
    form_class = ForgottenPasswordForm
    success_url = reverse_lazy("password-reset-sent")

    def post(self, request, *args, **kwargs) -> HttpResponse:
        return super().post(request, *args, **kwargs) if can_send_letters() else self.get(request)

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ForgottenPasswordSentView(_WhereLettersGo, PasswordResetDoneView):
    template_name = "accounts/password_forgotten_sent.html"


class NewPasswordView(SuccessMessageMixin, PasswordResetConfirmView):
    """Sets a new password by the link in a letter; then the person logs in with it as usual."""

    template_name = "accounts/password_new.html"
    success_url = reverse_lazy("login")
    success_message = "Пароль сохранён. Войдите с ним."

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        password_set.send(User, request=self.request, user=form.user, how="забытый пароль заменён")
        return answer

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


_CODE = "invitation-code"
_BY_INVITATION, _BY_CODE = "пароль задан по приглашению", "забытый пароль заменён по коду"


@login_not_required
@require_safe
@never_cache
def invitation_link(request: HttpRequest, code: str) -> HttpResponse:
    """Follow the link in a letter: the code is moved into the session, so that no later address contains it."""
    request.session[_CODE] = code
    return redirect("invitation")


@login_not_required
@require_safe_or_post
@never_cache
@sensitive_post_parameters("code", "password", "repeated")
def invitation(request: HttpRequest) -> HttpResponse:
    """Set a person's first password, or a new one for a forgotten one, by a code, and log them in."""
    form = InvitationForm(posted(request), initial={"code": request.session.get(_CODE, "")})
    if form.is_valid():
        is_first = not form.invitation.user.has_usable_password()
        user = accept_invitation(invitation=form.invitation, password=form.cleaned_data["password"])
        if user is None:
            form.add_error("code", "Этот код уже использован. Войдите с паролем или попросите новый код.")
        else:
            request.session.pop(_CODE, None)
            password_set.send(User, request=request, user=user, how=_BY_INVITATION if is_first else _BY_CODE)
            messages.success(request, f"Пароль сохранён. Дальше входите с почтой {user.email} и этим паролем.")
            return perform_login(request, user, redirect_url=resolve_url(settings.LOGIN_REDIRECT_URL))
    return render_form(request, "accounts/invitation.html", {"form": form})


@login_not_required
@require_safe
def openid_cancelled(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Вход через другую систему отменён.")
    return redirect("login")


def _catching_no_answer(view):
    """Wrap the view so that a page says if the other system doesn't answer at all."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException as fault:
            _log.warning("OpenID Connect: %s", type(fault).__name__)
            return render(request, "socialaccount/authentication_error.html", status=502)

    return answer


openid_login = _catching_no_answer(openid_connect_views.login)
openid_callback = _catching_no_answer(openid_connect_views.callback)
