"""Gives the state of an indicator and the mark of an activity a colour, a sign and words for pages."""

from dataclasses import dataclass

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.degrees import AchievementState


@dataclass(frozen=True)
class EvaluationChip:
    colour: str
    sign: str
    words: str


STATE_CHIPS = {
    AchievementState.REACHED: EvaluationChip("done", "✓", "достигнут"),
    AchievementState.NOT_REACHED: EvaluationChip("not_done", "✕", "не достигнут"),
    AchievementState.UNKNOWN: EvaluationChip("postponed", "?", "не определить"),
    AchievementState.LEFT_OUT: EvaluationChip("nothing", "·", "не входит"),
}
MARK_CHIPS = {
    ActivityMark.DONE: EvaluationChip("done", "✓", ActivityMark.DONE.label),
    ActivityMark.LATE: EvaluationChip("partly_done", "◑", ActivityMark.LATE.label),
    ActivityMark.NOT_DONE: EvaluationChip("not_done", "✕", ActivityMark.NOT_DONE.label),
    ActivityMark.UNKNOWN: EvaluationChip("postponed", "?", ActivityMark.UNKNOWN.label),
    ActivityMark.NOT_DUE: EvaluationChip("not_due", "○", ActivityMark.NOT_DUE.label),
    ActivityMark.WAIVED: EvaluationChip("not_due", "⊘", ActivityMark.WAIVED.label),
}
