"""What a document is printed on: the department's letterhead (a .docx file), and how its pages are numbered."""

from dataclasses import dataclass

from django.db import models


class PageNumbers(models.TextChoices):
    NUMBER = "number", "номер"
    NUMBER_OF_TOTAL = "number-of-total", "номер из числа страниц"


@dataclass(frozen=True)
class Paper:
    letterhead: bytes | None = None
    numbers: PageNumbers = PageNumbers.NUMBER
