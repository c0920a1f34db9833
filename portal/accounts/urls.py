from allauth.account.views import AccountInactiveView, ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from portal.accounts.factor_views import RemoveKeyView, SecondFactorAtLogInView, SecondFactorView
from portal.accounts.session_views import session_end, session_end_others, session_list
from portal.accounts.views import (
    ForgottenPasswordSentView,
    ForgottenPasswordView,
    NewPasswordView,
    PortalLoginView,
    PortalPasswordChangeView,
    invitation,
    invitation_link,
    openid_callback,
    openid_cancelled,
    openid_login,
)

_PAGES = "accounts/second_factor"

urlpatterns = [
    path("login/", PortalLoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("invitation/", invitation, name="invitation"),
    path("invitation/<str:code>/", invitation_link, name="invitation-link"),
    path("password/", PortalPasswordChangeView.as_view(), name="password-change"),
    path("password/forgotten/", ForgottenPasswordView.as_view(), name="password-reset"),
    path("password/forgotten/sent/", ForgottenPasswordSentView.as_view(), name="password-reset-sent"),
    path("password/new/<uidb64>/<token>/", NewPasswordView.as_view(), name="password-reset-confirm"),
    path("sessions/", session_list, name="session-list"),
    path("sessions/others/end/", session_end_others, name="session-end-others"),
    path("sessions/<int:pk>/end/", session_end, name="session-end"),
]

# Views of django-allauth, under the names by which they find each other, on the portal's pages.
urlpatterns += [
    path("login/", PortalLoginView.as_view(), name="account_login"),
    path(
        "login/closed/",
        login_not_required(AccountInactiveView.as_view(template_name="accounts/inactive.html")),
        name="account_inactive",
    ),
    path(
        "password/again/",
        ReauthenticateView.as_view(template_name=f"{_PAGES}/password_again.html"),
        name="account_reauthenticate",
    ),
    path("second-factor/", SecondFactorView.as_view(), name="mfa_index"),
    path("second-factor/", SecondFactorView.as_view(), name="mfa_list_webauthn"),
    path("second-factor/code/", SecondFactorAtLogInView.as_view(), name="mfa_authenticate"),
    path(
        "second-factor/again/",
        CodeAgainView.as_view(template_name=f"{_PAGES}/code_again.html"),
        name="mfa_reauthenticate",
    ),
    path("second-factor/app/", ActivateTOTPView.as_view(template_name=f"{_PAGES}/app.html"), name="mfa_activate_totp"),
    path(
        "second-factor/app/off/",
        DeactivateTOTPView.as_view(template_name=f"{_PAGES}/app_off.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/spare/",
        ViewRecoveryCodesView.as_view(template_name=f"{_PAGES}/spare.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/spare/new/",
        GenerateRecoveryCodesView.as_view(template_name=f"{_PAGES}/spare_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/spare/file/",
        DownloadRecoveryCodesView.as_view(template_name=f"{_PAGES}/spare.txt"),
        name="mfa_download_recovery_codes",
    ),
    path(
        "second-factor/keys/new/",
        AddWebAuthnView.as_view(template_name=f"{_PAGES}/key_new.html"),
        name="mfa_add_webauthn",
    ),
    path("second-factor/keys/<int:pk>/remove/", RemoveKeyView.as_view(), name="mfa_remove_webauthn"),
    path(
        "second-factor/keys/again/",
        ReauthenticateWebAuthnView.as_view(template_name=f"{_PAGES}/key_again.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("login/key/", login_not_required(LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path("login/openid/cancelled/", openid_cancelled, name="socialaccount_login_cancelled"),
    path("login/openid/<str:provider_id>/", openid_login, name="openid_connect_login"),
    path("login/openid/<str:provider_id>/callback/", openid_callback, name="openid_connect_callback"),
]
