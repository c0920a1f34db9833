"""Says in Russian why a letter was not accepted, with the mail server's own words in brackets."""

import smtplib
import socket

from portal.refusals import Refusal


class NotSent(Refusal):
    """The mail server did not accept a letter; the message says why."""


def failure_words(error: Exception) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"Почтовый сервер не принял логин или пароль портала ({_answer(error)})."
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            return f"Почтовый сервер не принял адрес получателя ({code} {_on_one_line(words)})."
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
    """Return whether other letters would fail in the same way, so that there is no use in trying them now."""
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPServerDisconnected):
        return True
    return not isinstance(error, smtplib.SMTPException | ValueError)


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_on_one_line(error.smtp_error)}"


def _on_one_line(words: bytes | str) -> str:
    return " ".join((words.decode(errors="replace") if isinstance(words, bytes) else str(words)).split())
