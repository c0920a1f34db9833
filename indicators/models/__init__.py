from indicators.models.collection import Collection, Submission
from indicators.models.comment import Comment
from indicators.models.identification import Method, Run, RunSchool
from indicators.models.indicator import Indicator
from indicators.models.low_results import Criterion, ListedSchool, LowResultList
from indicators.models.name_choice import NameChoice
from indicators.models.period import Period
from indicators.models.value import Value

__all__ = [
    "Collection",
    "Comment",
    "Criterion",
    "Indicator",
    "ListedSchool",
    "LowResultList",
    "Method",
    "NameChoice",
    "Period",
    "Run",
    "RunSchool",
    "Submission",
    "Value",
]
