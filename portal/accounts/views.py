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
from requests import RequestException

from portal.accounts.demonstration import PASSWORD
from portal.accounts.factor_views import keys_work_here
from portal.accounts.forgotten import ForgottenPasswordForm
from portal.accounts.forms import InvitationForm, LoginForm
from portal.accounts.invitations import accept_invitation
from portal.accounts.models import User
from portal.accounts.passwords import password_set
from portal.forms import posted
from portal.letters.mail_way import MailWay, can_send_letters, mail_way

_log = logging.getLogger(__name__)


class PortalLoginView(LoginView):
    """Shows how to log in as each role, in the demonstration only: where its people are among the users."""

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
        """The second factor, where there is one, comes next."""
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())


class PortalPasswordChangeView(SuccessMessageMixin, PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy(settings.LOGIN_REDIRECT_URL)
    success_message = "Пароль изменён."

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        password_set.send(User, request=self.request, user=form.user, how="пароль изменён")
        return answer


class _WhereLettersGo:
    def get_context_data(self, **kwargs):
        way = {"can_send_letters": can_send_letters(), "letters_go_into_a_folder": mail_way() == MailWay.FOLDER}
        return super().get_context_data(**way, **kwargs)


class ForgottenPasswordView(_WhereLettersGo, PasswordResetView):
    """Says whom to ask where the portal can't send letters; otherwise answers alike, whoever the address belongs to."""

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
    """By the link of a letter; then the person logs in with it, as always."""

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


@login_not_required
@never_cache
def invitation_link(request: HttpRequest, code: str) -> HttpResponse:
    """From a letter: the code goes into the session, so that no further address tells it."""
    request.session[_CODE] = code
    return redirect("invitation")


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password", "repeated")
def invitation(request: HttpRequest) -> HttpResponse:
    """A person's first password, by the code of their invitation; then they are logged in."""
    form = InvitationForm(posted(request), initial={"code": request.session.get(_CODE, "")})
    if request.method == "POST" and form.is_valid():
        user = accept_invitation(invitation=form.invitation, password=form.cleaned_data["password"])
        if user is None:
            form.add_error("code", "Этот код уже использован. Войдите с паролем или попросите новый код.")
        else:
            request.session.pop(_CODE, None)
            password_set.send(User, request=request, user=user, how="пароль задан по приглашению")
            messages.success(request, f"Пароль сохранён. Дальше входите с почтой {user.email} и этим паролем.")
            return perform_login(request, user, redirect_url=resolve_url(settings.LOGIN_REDIRECT_URL))
    return render(request, "accounts/invitation.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
def openid_cancelled(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Вход через другую систему отменён.")
    return redirect("login")


def _or_say_so(view):
    """Where the other system does not answer at all."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException as fault:
            _log.warning("OpenID Connect: %s", type(fault).__name__)
            return render(request, "socialaccount/authentication_error.html", status=502)

    return answer


openid_login, openid_callback = _or_say_so(openid_connect_views.login), _or_say_so(openid_connect_views.callback)
