import logging

from django import forms
from django.conf import settings
from django.core.files import File

from portal.scanning.clamd import CHUNK, NoScanner, TooLongToScan, found_in

_log = logging.getLogger(__name__)


def check_for_viruses(file: File) -> None:
    """Raises ValidationError if the scanner finds a virus or can't be asked: no file is accepted unscanned."""
    if not settings.CLAMD:
        return
    try:
        found = found_in(settings.CLAMD, file.chunks(CHUNK))
    except TooLongToScan:
        raise forms.ValidationError("Файл не принят: он больше, чем берёт проверка на вирусы.") from None
    except NoScanner as fault:
        _log.error("No virus scanner, a file is refused: %s", fault)
        raise forms.ValidationError(
            "Файл не принят: проверка на вирусы сейчас не работает. Попробуйте позже или сообщите администратору."
        ) from fault
    finally:
        file.seek(0)
    if found:
        _log.warning("A virus in an uploaded file, refused: %s", found)
        raise forms.ValidationError(
            f"Файл не принят: в нём найден вирус ({found}). Проверьте компьютер, с которого он взят."
        )


class ScannedFileField(forms.FileField):
    """A file in which the scanner finds no virus and, if `most_bytes` is given, which is no longer than that."""

    default_validators = [check_for_viruses]

    def __init__(self, *, most_bytes: int | None = None, too_long: str = "", **kwargs):
        super().__init__(**kwargs)
        self.most_bytes = most_bytes
        self.too_long = too_long

    def validate(self, value: File) -> None:
        """Check the file's size before the scanner gets it."""
        super().validate(value)
        if value and self.most_bytes and value.size > self.most_bytes:
            raise forms.ValidationError(f"Файл больше {self.most_bytes // 2**20} МБ. {self.too_long}".strip())
