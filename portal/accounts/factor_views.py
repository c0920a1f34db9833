"""Views of django-allauth for the second factor, with what the portal's pages show in addition."""

import ipaddress

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.accounts.second_factor import has_second_factor, is_demanded_of


def keys_work_here(request: HttpRequest) -> bool:
    """Return whether browsers create passkeys here: only for a domain name over HTTPS, or for «localhost»."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


class SecondFactorView(IndexView):
    template_name = "accounts/second_factor/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = super().get_context_data(**kwargs)
        return context | {
            "is_demanded": is_demanded_of(user),
            "has_second_factor": has_second_factor(user),
            "keys_work_here": keys_work_here(self.request),
            "app": context["authenticators"].get("totp"),
            "keys": context["authenticators"].get("webauthn", []),
            "spare": context["authenticators"].get("recovery_codes"),
        }


class SecondFactorAtLogInView(AuthenticateView):
    template_name = "accounts/second_factor/authenticate.html"

    def get_context_data(self, **kwargs):
        factors = self.stage.login.user.authenticator_set
        return super().get_context_data(**kwargs) | {
            "has_codes": factors.exclude(type="webauthn").exists(),
            "has_keys": factors.filter(type="webauthn").exists(),
        }


class RemoveKeyView(RemoveWebAuthnView):
    template_name = "accounts/second_factor/key_remove.html"

    def form_valid(self, form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)
