"""What tables add to the page of a programme: links to enter what was spent, and sums that don't add up."""

from django.template.loader import render_to_string

from portal.offers import offered_at
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_enter_values, can_manage
from roadmap.tables.money_table import money_doubts
from roadmap.tables.queries import money_periods, money_table_of


@offered_at("programme-resources")
def money_of_programme(context, programme: Programme) -> str:
    """Return what stands below the programme's money, for those who enter what was spent; "" for others."""
    table, user = money_table_of(programme), context["user"]
    may_manage, may_enter = can_manage(user, programme), can_enter_values(user, programme, programme.school)
    if table is None or not (may_manage or may_enter):
        return ""
    shown = {
        "programme": programme,
        "periods": money_periods(programme) if may_enter else [],
        "doubts": money_doubts(table) if may_manage else [],
    }
    return render_to_string("roadmap/tables/_programme_money.html", shown)
