from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.sessions import end_sessions, sessions_of
from portal.text.plurals import counted


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/session_list.html", {"sessions": sessions_of(request)})


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the person's sessions elsewhere; to end this one, they log out."""
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    if end_sessions(request, [session]):
        messages.success(request, "Вход завершён: там попросят войти снова.")
    return redirect("session-list")


@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    if count := end_sessions(request, UserSession.objects.filter(user=request.user)):
        messages.success(request, f"Завершено: {counted(count, 'вход', 'входа', 'входов')}. Этот остался.")
    return redirect("session-list")
