from roadmap.models.evaluation import Evaluation, EvaluationActivity, EvaluationMethod, EvaluationRow
from roadmap.models.evidence import Evidence, EvidenceFile
from roadmap.models.execution import Assignment
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
from roadmap.models.reminders import Reminder, ReminderChoice
from roadmap.models.responsible import Executors
from roadmap.models.targets import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue

__all__ = [
    "Abbreviation",
    "Activity",
    "Annex",
    "Assignment",
    "Direction",
    "Evaluation",
    "EvaluationActivity",
    "EvaluationMethod",
    "EvaluationRow",
    "Evidence",
    "EvidenceFile",
    "Executors",
    "IndicatorGroup",
    "IndicatorRow",
    "IndicatorTable",
    "PassportItem",
    "Programme",
    "ProgrammeList",
    "ProgrammeOrder",
    "ProgrammeSchool",
    "Reminder",
    "ReminderChoice",
    "Roadmap",
    "Section",
    "Stage",
    "TargetValue",
]
