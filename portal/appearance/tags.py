"""The tag of the panel on pages that are kept for everybody."""

from django import template

from portal.appearance.choices import groups_for_everybody

register = template.Library()


@register.inclusion_tag("appearance/_for_everybody.html")
def appearance_for_everybody() -> dict:
    """Show the panel of «версия для слабовидящих» on a page that is the same for everybody."""
    return {"appearance": {"groups": groups_for_everybody()}}
