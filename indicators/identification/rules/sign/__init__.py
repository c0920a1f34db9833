"""A sign: a comparison of a school's measure with a threshold, with other schools or with the year before."""

from indicators.identification.rules.sign.shape import SignShape
from indicators.identification.shared.rule_form import RuleKind

KIND = RuleKind(SignShape, None, place=0)
