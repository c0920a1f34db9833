from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from schools.methods.models import MunicipalMethod


class EvaluationMethod(MunicipalMethod):
    """A municipality's own method of evaluation."""

    Shape = EvaluationMethodShape

    class Meta(MunicipalMethod.Meta):
        verbose_name = "метод оценки эффективности"
        verbose_name_plural = "методы оценки эффективности"
