from django.contrib.auth.views import LogoutView
from django.urls import path

from portal.accounts.views import PortalLoginView, PortalPasswordChangeView

urlpatterns = [
    path("login/", PortalLoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", PortalPasswordChangeView.as_view(), name="password-change"),
]
