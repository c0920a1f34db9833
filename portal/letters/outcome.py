"""What became of letters, in words."""

from portal.letters.mail_way import MailWay, mail_way
from portal.text.plurals import counted, plural


def outcome_words(number: int) -> str:
    """«Отправлено 21 письмо.», and of letters in a folder nothing that they are not."""
    letters = counted(number, "письмо", "письма", "писем")
    if mail_way() == MailWay.FOLDER:
        put = plural(number, "Сложено", "Сложены", "Сложено")
        return f"{put} {letters} в папку на сервере: почтового сервера у портала нет."
    return f"{plural(number, 'Отправлено', 'Отправлены', 'Отправлено')} {letters}."


def failure_told(reasons: list[str]) -> str:
    """«Не ушло 2 письма: Почтовый сервер не отвечает.», each reason once; what they are tried again by, callers say."""
    letters = counted(len(reasons), "письмо", "письма", "писем")
    return f"{plural(len(reasons), 'Не ушло', 'Не ушли', 'Не ушло')} {letters}. {' '.join(dict.fromkeys(reasons))}"
