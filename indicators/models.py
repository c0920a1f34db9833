"""Imports the rooms' models for Django to find; other code imports them from the rooms."""

from indicators.catalogue.models import Indicator, Period
from indicators.collections.models import Collection, Submission
from indicators.identification.models import Criterion, ListedSchool, LowResultList, Method, Run, RunSchool
from indicators.values.models import Comment, Value
from indicators.workbooks.models import NameChoice

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
