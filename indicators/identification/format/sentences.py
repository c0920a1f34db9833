"""Writes a method in words, as the sentence of an order and as an outline."""

from dataclasses import dataclass

from indicators.identification.format.shape import IdentificationShape
from indicators.identification.shared.rule import RuleShape
from portal.text.sentences import sentence_of


def method_in_words(method: IdentificationShape) -> str:
    return sentence_of(method.rule.sentence(method.figure))


def context_in_words(method: IdentificationShape) -> str:
    """The method's context as a sentence; "" if it has none."""
    return sentence_of(method.context.sentence(method.figure)) if method.context else ""


@dataclass(frozen=True)
class OutlineLine:
    """A sign, or the beginning of a group with the lines of what is within it."""

    words: str
    of: list["OutlineLine"]


def outline(rule: RuleShape, method: IdentificationShape, group: RuleShape | None = None) -> OutlineLine:
    """The rule as nested lists, which are easier to read than a long sentence; a sign of several years is one line."""
    if rule.is_sign or rule.stays_one_line:
        words, of = rule.sentence(method.figure), []
    else:
        words, of = f"{rule.in_words(method.figure)}:", [outline(each, method, rule) for each in rule.inner()]
    return OutlineLine(rule.in_group(words, group, method.figure), of)
