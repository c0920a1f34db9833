"""The page that shows how a reading stands until it is done; then the same address shows what was read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.health.attendance import is_anybody_there
from portal.heavy.models import SILENT_AFTER, HeavyReading

PATIENCE_SECONDS = 20
_STARTS = "Файл в очереди: сейчас начнём."
_BUSY = "Портал занят другой работой: прочитает ваш файл, когда закончит её."
NOBODY = (
    "Очередь не обрабатывается: на сервере не запущен обработчик («manage.py db_worker»). Сообщите администратору. "
    "Загружать заново не нужно: файл прочитается, когда его запустят."
)
_SILENT = "Работа прервалась: портал начнёт её заново сам."


def waiting_page(request: HttpRequest, reading: HeavyReading | None, **context) -> HttpResponse:
    """Show how the `reading` stands; None means that what was read isn't kept any more.

    The `context` has `heading`, `crumb_url`, `crumb` and `leave` (a template with what else may be done).
    """
    words = standing_words(reading) if reading else ""
    context |= {"reading": reading, "standing": words, "is_unattended": words == NOBODY}
    return render(request, "portal/heavy/waiting.html", context)


def standing_words(reading: HeavyReading) -> str:
    """Return what to say beside the progress, empty while a worker is reading; one query at most."""
    now = timezone.now()
    if reading.status == HeavyReading.Status.RUNNING:
        is_silent = reading.started_at < now - SILENT_AFTER
        return (_SILENT if is_anybody_there(now) else NOBODY) if is_silent else ""
    if reading.status != HeavyReading.Status.WAITING:
        return ""
    if (now - reading.asked_at).total_seconds() < PATIENCE_SECONDS:
        return _STARTS
    return _BUSY if is_anybody_there(now) else NOBODY
