"""Why a letter was not taken, as people read it; the server's own words stand in brackets."""

import smtplib
import socket

from portal.refusals import Refusal


class NotSent(Refusal):
    """A letter was not taken by the mail server; the message says why."""


def failure_words(error: Exception) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"Почтовый сервер не принял логин или пароль портала ({_answer(error)})."
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            return f"Почтовый сервер не принял адрес получателя ({code} {_text(words)})."
        case smtplib.SMTPSenderRefused():
            return f"Почтовый сервер не принял адрес отправителя ({_answer(error)})."
        case smtplib.SMTPResponseException():
            return f"Почтовый сервер отказал ({_answer(error)})."
        case ValueError():  # a line break in the subject, letters that an address can't have
            return "Адрес или тема письма записаны с ошибкой."
        case smtplib.SMTPServerDisconnected():
            return "Почтовый сервер прервал связь."
        case socket.gaierror():
            return "Почтовый сервер не найден в сети."
        case OSError(filename=str(path)):
            return f"Письмо не записалось в папку: {path}."
        case _:
            return "Почтовый сервер не отвечает."


def is_of_the_server(error: Exception) -> bool:
    """Whether other letters would fare alike, so that trying them at once is vain."""
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPServerDisconnected):
        return True
    return not isinstance(error, smtplib.SMTPException | ValueError)


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_text(error.smtp_error)}"


def _text(words: bytes | str) -> str:
    return " ".join((words.decode(errors="replace") if isinstance(words, bytes) else str(words)).split())
