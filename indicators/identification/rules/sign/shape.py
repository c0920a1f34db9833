"""The shape of a sign: its data (`AskedSign`) with its sentence and its evaluator."""

from indicators.identification.rules.sign.asked import AskedSign
from indicators.identification.rules.sign.evaluator import SignEvaluator
from indicators.identification.rules.sign.sentences import sign_in_words
from indicators.identification.shared.method_parts import NumberOf
from indicators.identification.shared.value_layout import Preparation


class SignShape(AskedSign):
    def sentence(self, number_of: NumberOf) -> str:
        return sign_in_words(self, number_of)

    def evaluator(self, made: Preparation) -> SignEvaluator:
        return SignEvaluator(
            **self.common(made),
            measure=self.measure.reader(made, in_text=self.in_text),
            threshold=made.number_of(self.threshold),
            upper=None if self.upper is None else made.number_of(self.upper),
            participants=made.indicator(self.participants) if self.participants else None,
            fewest=made.number_of(self.fewest),
        )
