"""Kinds of act, in the words and cases that documents have for them."""

import re

from django.db import models

from portal.text.cases import Case

_MASCULINE = {Case.GENITIVE: "а", Case.DATIVE: "у", Case.INSTRUMENTAL: "ом", Case.PREPOSITIONAL: "е"}
_NEUTER = {Case.GENITIVE: "я", Case.DATIVE: "ю", Case.INSTRUMENTAL: "ем", Case.PREPOSITIONAL: "и"}


class Act(models.TextChoices):
    ORDER = "order", "приказ"
    RESOLUTION = "resolution", "постановление"
    DIRECTIVE = "directive", "распоряжение"
    DECISION = "decision", "решение"

    def in_case(self, case: Case) -> str:
        """«приказу», «постановлением»."""
        word = str(self.label)
        if self is Act.ORDER:
            return word + _MASCULINE.get(case, "")
        return word[:-1] + _NEUTER.get(case, "е")

    def with_word(self, masculine: str, neuter: str) -> str:
        """«настоящий приказ», «настоящее постановление», in the nominative and accusative."""
        return f"{masculine if self is Act.ORDER else neuter} {self.label}"

    @property
    def is_of_departments(self) -> bool:
        """A department itself issues such; the others are a head's, an administration's, a council's."""
        return self in (Act.ORDER, Act.DIRECTIVE)


def act_of(word: str) -> Act | None:
    """By the word as documents print it: «ПОСТАНОВЛЕНИЕ», «П Р И К А З»."""
    squeezed = re.sub(r"\s", "", word).casefold()
    return next((act for act in Act if act.label == squeezed), None)
