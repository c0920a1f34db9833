"""The marks that say how an activity went, and how they are read from words of a document."""

from enum import StrEnum

_NOT = ("не выполн", "не исполн", "не провед", "не реализ")
_PARTLY = ("выполнено частично", "исполнено частично", "частично", "выполнено не полностью", "выполняется", "в работе")
_LATE = ("с опозданием", "с нарушением срок", "позже срока", "не в срок")
_DONE = ("выполнен", "исполнен", "проведен", "реализован")


class ActivityMark(StrEnum):
    DONE = "done"
    LATE = "late"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"  # its term isn't over, or it has no term and nobody has reported
    WAIVED = "waived"  # it isn't required

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def counts(self) -> bool:
        return self in (ActivityMark.DONE, ActivityMark.LATE, ActivityMark.NOT_DONE)


_LABELS = {
    ActivityMark.DONE: "выполнено",
    ActivityMark.LATE: "выполнено с опозданием",
    ActivityMark.NOT_DONE: "не выполнено",
    ActivityMark.UNKNOWN: "не определить",
    ActivityMark.NOT_DUE: "срок не наступил",
    ActivityMark.WAIVED: "не требуется",
}


def mark_in_words(report: str | None) -> ActivityMark:
    """Return the mark that the document's own words on the execution begin with; partly done is not done."""
    words = " ".join((report or "").casefold().replace("ё", "е").split()).lstrip("«*- ")
    if not words:
        return ActivityMark.UNKNOWN
    if words.startswith((*_NOT, *_PARTLY)):
        return ActivityMark.NOT_DONE
    if words.startswith(_DONE):
        first = words.split(".")[0].split(":")[0]
        return ActivityMark.LATE if any(each in first for each in _LATE) else ActivityMark.DONE
    return ActivityMark.UNKNOWN
