"""Kinds of acts, with the words and cases that documents use for them."""

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
        """Return the word in a grammatical case: «приказу», «постановлением»."""
        word = str(self.label)
        if self is Act.ORDER:
            return word + _MASCULINE.get(case, "")
        return word[:-1] + _NEUTER.get(case, "е")

    def with_word(self, masculine: str, neuter: str) -> str:
        """Return «настоящий приказ» or «настоящее постановление», for the nominative and the accusative."""
        return f"{masculine if self is Act.ORDER else neuter} {self.label}"

    @property
    def is_of_departments(self) -> bool:
        """Return whether a department issues such acts itself; others are issued by an administration or a council."""
        return self in (Act.ORDER, Act.DIRECTIVE)


def act_of(word: str) -> Act | None:
    """Return the kind of act that a document prints as «ПОСТАНОВЛЕНИЕ» or «П Р И К А З»; None for other words."""
    squeezed = re.sub(r"\s", "", word).casefold()
    return next((act for act in Act if act.label == squeezed), None)
