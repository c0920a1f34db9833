from django import template

from roadmap.evaluation.chips import MARK_CHIPS, STATE_CHIPS
from roadmap.evaluation.forms import EvaluationForm

register = template.Library()


@register.inclusion_tag("roadmap/evaluation/_row_field.html")
def evaluation_field(
    form: EvaluationForm | None, kind: str, pk: int | None, name: str, text: str = "", empty: str = ""
) -> dict:
    """Show the field of a row if the form has it, or else `text`, or `empty` if there is no text."""
    key = f"{kind}-{pk}-{name}"
    return {"field": form[key] if form and key in form.fields else None, "text": text, "empty": empty}


@register.inclusion_tag("roadmap/evaluation/_chip.html")
def degree_chip(state: str) -> dict:
    return {"chip": STATE_CHIPS[state]}


@register.inclusion_tag("roadmap/evaluation/_chip.html")
def activity_mark_chip(mark) -> dict:
    return {"chip": MARK_CHIPS[mark]}
