from django import template

from roadmap.evaluation.writing import share_in_words
from roadmap.forms.evaluation import EvaluationForm
from roadmap.queries.evaluation import Sheet

register = template.Library()

_CHIPS = {
    "reached": ("done", "✓", "достигнут"),
    "not_reached": ("not_done", "✕", "не достигнут"),
    "unknown": ("postponed", "?", "не определить"),
    "left_out": ("nothing", "·", "не входит"),
}
_MARKS = {"done": "✓", "late": "◑", "not_done": "✕", "unknown": "?", "not_due": "○"}
_COLOURS = {"late": "partly_done", "unknown": "postponed"}


@register.inclusion_tag("roadmap/_evaluation_field.html")
def evaluation_field(form: EvaluationForm | None, kind: str, pk: int | None, name: str, text: str = "") -> dict:
    """The field of a row where there is one to write into, else its words."""
    key = f"{kind}-{pk}-{name}"
    return {"field": form[key] if form and key in form.fields else None, "text": text}


@register.inclusion_tag("roadmap/_evaluation_chip.html")
def degree_chip(state: str) -> dict:
    colour, sign, words = _CHIPS[state]
    return {"colour": colour, "sign": sign, "words": words}


@register.inclusion_tag("roadmap/_evaluation_chip.html")
def activity_mark_chip(mark) -> dict:
    return {"colour": _COLOURS.get(mark.value, mark.value), "sign": _MARKS[mark.value], "words": mark.label}


@register.simple_tag
def shown_share(sheet: Sheet, share) -> str:
    return "—" if share is None else share_in_words(share, in_shares=sheet.method.in_shares)
