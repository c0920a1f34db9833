from roadmap.models.execution import ExecutionReport
from roadmap.models.plan import Activity, Direction, Roadmap, Stage
from roadmap.models.programme import (
    Abbreviation,
    Annex,
    PassportItem,
    Programme,
    ProgrammeList,
    ProgrammeOrder,
    ProgrammeSchool,
    Section,
)
from roadmap.models.targets import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue

__all__ = [
    "Abbreviation",
    "Activity",
    "Annex",
    "Direction",
    "ExecutionReport",
    "IndicatorGroup",
    "IndicatorRow",
    "IndicatorTable",
    "PassportItem",
    "Programme",
    "ProgrammeList",
    "ProgrammeOrder",
    "ProgrammeSchool",
    "Roadmap",
    "Section",
    "Stage",
    "TargetValue",
]
