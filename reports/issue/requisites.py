"""The requisites of issued documents: number, date, issuer, signatory, as the register and the check show them."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Self

from django.db import models


class Requisite(models.TextChoices):
    """The requisites that can be corrected; the values are the names of the fields of `Requisites`."""

    ACT = "act", "вид акта"
    NUMBER = "number", "номер"
    ISSUED_ON = "issued_on", "дата"
    ORDER_TITLE = "order_title", "заголовок"
    ISSUER = "issuer", "кем издан"
    SIGNATORY_POSITION = "signatory_position", "должность подписавшего"
    SIGNATORY_NAME = "signatory_name", "кто подписал"
    ANNEX = "annex", "номер приложения"
    IN_FORCE_ON = "in_force_on", "действует с"
    REPEAL_ACT = "repeal_act", "вид акта об отмене"
    REPEAL_NUMBER = "repeal_number", "номер акта об отмене"
    REPEAL_ISSUED_ON = "repeal_issued_on", "дата акта об отмене"
    REPEALED_ON = "repealed_on", "отменён с"


# Requisites of the order itself, alike in all documents that it issued.
OF_ORDER = (
    Requisite.ACT, Requisite.NUMBER, Requisite.ISSUED_ON, Requisite.ORDER_TITLE, Requisite.ISSUER,
    Requisite.SIGNATORY_POSITION, Requisite.SIGNATORY_NAME,
)  # fmt: skip


@dataclass(frozen=True)
class Requisites:
    """A document's requisites as they were at its issue, kept whatever becomes of the records that they came from."""

    act: str = "приказ"
    number: str = ""
    issued_on: datetime.date | None = None
    order_title: str = ""
    issuer: str = ""
    signatory_position: str = ""
    signatory_name: str = ""
    annex: str = ""
    in_force_on: datetime.date | None = None
    repeal_act: str = "приказ"
    repeal_number: str = ""
    repeal_issued_on: datetime.date | None = None
    repealed_on: datetime.date | None = None

    @property
    def order(self) -> str:
        return _order_in_words(self.act, self.number, self.issued_on)

    @property
    def repeal(self) -> str:
        return _order_in_words(self.repeal_act, self.repeal_number, self.repeal_issued_on) if self.repeal_number else ""

    @property
    def signatory(self) -> str:
        return " ".join(filter(None, [self.signatory_position, self.signatory_name]))

    def written(self, requisite: str) -> str:
        """Return the requisite as people read it, a date as «30.08.2025»."""
        value = getattr(self, requisite)
        return f"{value:%d.%m.%Y}" if isinstance(value, datetime.date) else value or ""

    def kept(self) -> dict[str, str]:
        """Return the requisites that aren't empty, as strings for JSON."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, kept: dict[str, str] | None) -> Self:
        return cls(**{name: _value(name, text) for name, text in (kept or {}).items()})

    def corrected(self, changes: Iterable[tuple[str, str]]) -> Self:
        """Return the requisites after the changes (requisite, value as in JSON); a later change wins."""
        return replace(self, **{name: _value(name, text) for name, text in changes})


@dataclass(frozen=True)
class Misprint:
    label: str
    printed: str
    right: str


_DAYS = {field.name for field in fields(Requisites) if field.name.endswith("_on")}


def as_kept(value: str | datetime.date | None) -> str:
    return str(value) if value else ""


def _value(name: str, text: str) -> str | datetime.date | None:
    if name not in _DAYS:
        return text
    return datetime.date.fromisoformat(text) if text else None


def _order_in_words(act: str, number: str, issued_on: datetime.date | None) -> str:
    """Name an act by its number and date: «Приказ № 214 от 30.08.2025»."""
    day = f" от {issued_on:%d.%m.%Y}" if issued_on else ""
    return f"{act.capitalize()} № {number}{day}" if number else f"{act.capitalize()} без номера{day}"
