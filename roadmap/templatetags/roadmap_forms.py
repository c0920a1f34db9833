from django import template

from roadmap.targets.forms.facts import FactsForm
from roadmap.targets.queries.lines import TargetLine

register = template.Library()


@register.inclusion_tag("roadmap/targets/_fact_cell.html")
def fact_cell(form: FactsForm, line: TargetLine) -> dict:
    """Show the field of a row's fact; a second row with the same indicator has no field of its own."""
    if line.indicator is None or form.lines[form.address(line)] is not line:
        return {"fact": None}
    fact, *hidden = form.cell(line)
    entered = line.cells[0].entered
    return {
        "fact": fact,
        "hidden": hidden,
        "who": entered and entered.entered_by,
        "when": entered and entered.entered_at,
        "notes": entered.notes if entered else [],
    }
