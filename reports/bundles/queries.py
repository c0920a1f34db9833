"""Tells the person who waits for a bundle whether a worker is at it."""

import datetime

from portal.health.attendance import is_anybody_there
from reports.bundles.models import Bundle

_PATIENCE = datetime.timedelta(seconds=20)

_STARTS = "Папка в очереди: сейчас начнём."
_BUSY = "Портал занят другой работой: начнёт вашу папку, когда закончит её."
_NOBODY = (
    "Очередь не обрабатывается: на сервере не запущен обработчик («manage.py db_worker»). Сообщите администратору. "
    "Просить заново не нужно: папка соберётся, когда его запустят."
)
_SILENT = "Работа прервалась: портал начнёт её заново сам. Просить ещё раз не нужно."


def standing_words(bundle: Bundle, now: datetime.datetime) -> str:
    """Return what to say beside the bundle's progress, empty while it is being made; one query at most."""
    if bundle.status == Bundle.Status.RUNNING and not bundle.is_silent(now):
        return ""
    if bundle.status == Bundle.Status.RUNNING:
        return f"{_SILENT} {'' if is_anybody_there(now) else _NOBODY}".strip()
    if bundle.status != Bundle.Status.WAITING:
        return ""
    if now - max(filter(None, [bundle.asked_at, bundle.heartbeat_at])) < _PATIENCE:
        return _STARTS
    return _BUSY if is_anybody_there(now) else _NOBODY


def is_unattended(words: str) -> bool:
    """Return whether these `standing_words` say that no worker is running."""
    return _NOBODY in words
