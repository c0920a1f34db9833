"""The rooms' models, for Django to find; everybody else imports from the rooms."""

from roadmap.dates.models import TermDates
from roadmap.evaluation.methods.models import EvaluationMethod
from roadmap.evaluation.models import Evaluation, EvaluationActivity, EvaluationRow
from roadmap.execution.evidence.models import Evidence, EvidenceFile, WaitingFile
from roadmap.execution.models import Assignment
from roadmap.execution.reminders.models import Reminder, ReminderChoice
from roadmap.intake.models import Intake
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import (
    Abbreviation,
    Annex,
    PassportItem,
    Programme,
    ProgrammeList,
    ProgrammeOrder,
    ProgrammeSchool,
    Section,
)
from roadmap.responsibles.models import Executors
from roadmap.tables.models import MoneySpent
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue

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
    "Intake",
    "MoneySpent",
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
    "TermDates",
    "WaitingFile",
]
