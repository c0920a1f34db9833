"""A sign: a comparison of a measure with a threshold, with others or with the year before."""

from indicators.identification.rules.sign.shape import SignShape
from indicators.identification.shared.rule_form import RuleKind

KIND = RuleKind(SignShape, None, place=0)
