from django import template

from roadmap.forms.facts import FactsForm
from roadmap.queries.targets import Line

register = template.Library()


@register.inclusion_tag("roadmap/_fact_cell.html")
def fact_cell(form: FactsForm, line: Line) -> dict:
    """The field of a row's fact; a second row of the same indicator has none of its own."""
    if line.indicator is None or form.lines[line.indicator.pk] is not line:
        return {"fact": None}
    fact, *hidden = form.cell(line.indicator.pk)
    entered = line.cells[0].entered
    return {
        "fact": fact,
        "hidden": hidden,
        "who": entered and entered.entered_by,
        "when": entered and entered.entered_at,
        "notes": entered.notes if entered else [],
    }
