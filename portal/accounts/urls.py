from django.contrib.auth.views import LogoutView
from django.urls import path

from portal.accounts.views import (
    ForgottenPasswordSentView,
    ForgottenPasswordView,
    NewPasswordView,
    PortalLoginView,
    PortalPasswordChangeView,
    invitation,
    invitation_link,
)

urlpatterns = [
    path("login/", PortalLoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("invitation/", invitation, name="invitation"),
    path("invitation/<str:code>/", invitation_link, name="invitation-link"),
    path("password/", PortalPasswordChangeView.as_view(), name="password-change"),
    path("password/forgotten/", ForgottenPasswordView.as_view(), name="password-reset"),
    path("password/forgotten/sent/", ForgottenPasswordSentView.as_view(), name="password-reset-sent"),
    path("password/new/<uidb64>/<token>/", NewPasswordView.as_view(), name="password-reset-confirm"),
]
