"""A method in words, so that its form reads as the sentence of an order."""

from dataclasses import dataclass

from indicators.identification.format.shape import IdentificationShape
from indicators.identification.shared.rule import RuleShape
from portal.text.sentences import sentence_of


def method_in_words(method: IdentificationShape) -> str:
    return sentence_of(method.rule.sentence(method.figure))


def context_in_words(method: IdentificationShape) -> str:
    """Empty where the method has no context."""
    return sentence_of(method.context.sentence(method.figure)) if method.context else ""


@dataclass(frozen=True)
class OutlineLine:
    """A sign or the beginning of a group, with what is within it."""

    words: str
    of: list["OutlineLine"]


def outline(rule: RuleShape, method: IdentificationShape, group: RuleShape | None = None) -> OutlineLine:
    """The rule as a list of lists: what a long sentence can't show. A sign of several years stays one line."""
    if rule.is_sign or rule.stays_one_line:
        words, of = rule.sentence(method.figure), []
    else:
        words, of = f"{rule.in_words(method.figure)}:", [outline(each, method, rule) for each in rule.inner()]
    return OutlineLine(rule.in_group(words, group, method.figure), of)
