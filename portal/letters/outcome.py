"""Says in words what became of letters."""

from portal.letters.mail_way import MailWay, mail_way
from portal.text.plurals import counted, plural


def outcome_words(number: int) -> str:
    """Say how many letters went out: «Отправлено 21 письмо.», or that they were put into a folder."""
    letters = counted(number, "письмо", "письма", "писем")
    if mail_way() == MailWay.FOLDER:
        put = plural(number, "Сложено", "Сложены", "Сложено")
        return f"{put} {letters} в папку на сервере: почтового сервера у портала нет."
    return f"{plural(number, 'Отправлено', 'Отправлены', 'Отправлено')} {letters}."


def failure_told(reasons: list[str]) -> str:
    """Say how many letters didn't go out, and each reason once: «Не ушло 2 письма. Почтовый сервер не отвечает.»"""
    letters = counted(len(reasons), "письмо", "письма", "писем")
    return f"{plural(len(reasons), 'Не ушло', 'Не ушли', 'Не ушло')} {letters}. {' '.join(dict.fromkeys(reasons))}"
