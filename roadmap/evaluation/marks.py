"""How an activity went: from the words of a report, or by a person's word."""

from enum import StrEnum

_NOT = ("не выполн", "не исполн", "не провед", "не реализ")
_PARTLY = ("выполнено частично", "исполнено частично", "частично", "выполнено не полностью", "выполняется", "в работе")
_LATE = ("с опозданием", "с нарушением срок", "позже срока", "не в срок")
_DONE = ("выполнен", "исполнен", "проведен", "реализован")


class Mark(StrEnum):
    DONE = "done"
    LATE = "late"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"  # its term isn't over, or it has none and nobody reported

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def counts(self) -> bool:
        return self in (Mark.DONE, Mark.LATE, Mark.NOT_DONE)


_LABELS = {
    Mark.DONE: "выполнено",
    Mark.LATE: "выполнено с опозданием",
    Mark.NOT_DONE: "не выполнено",
    Mark.UNKNOWN: "не определить",
    Mark.NOT_DUE: "срок не наступил",
}


def mark_in_words(report: str | None) -> Mark:
    """What the document's own words on the execution begin with; partly done is not done."""
    words = " ".join((report or "").casefold().replace("ё", "е").split()).lstrip("«*- ")
    if not words:
        return Mark.UNKNOWN
    if words.startswith((*_NOT, *_PARTLY)):
        return Mark.NOT_DONE
    if words.startswith(_DONE):
        first = words.split(".")[0].split(":")[0]
        return Mark.LATE if any(each in first for each in _LATE) else Mark.DONE
    return Mark.UNKNOWN
