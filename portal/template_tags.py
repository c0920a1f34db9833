"""Tags for all templates that join rooms of the portal; those of one room are its `tags.py`."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join

from portal.accounts.roles import Role
from portal.browser_modules import parts_of
from portal.help.manual import Explained, explained
from portal.offers import offers_at

register = template.Library()


@register.simple_tag
def script_of_parts(*paths: str) -> str:
    """Load modules and preload all that they import, which the browser would otherwise find import by import."""
    parts = sorted({part for path in paths for part in parts_of(path)}.difference(paths))
    ahead = format_html_join("", '<link rel="modulepreload" href="{}">', ((static(part),) for part in parts))
    scripts = format_html_join("", '<script type="module" src="{}"></script>', ((static(path),) for path in paths))
    return ahead + scripts


@register.filter
def untold(field) -> str:
    """Show a field of a form that isn't finished yet, so that nobody is told that it is wrong."""
    return field.as_widget(attrs={"aria-invalid": "false"})


@register.simple_tag(takes_context=True)
def offered(context, place: str, *about, **more) -> str:
    """Show what the apps above offer at that place of the page, about a record."""
    return format_html_join("", "{}", ((html,) for html in offers_at(place, context, *about, **more)))


def _explanation_of_page(context) -> Explained | None:
    match = getattr(context.get("request"), "resolver_match", None)
    return explained(match.view_name, context.get("manuals", ())) if match else None


@register.simple_tag(takes_context=True)
def help_address(context) -> str:
    """Return the address of the manual's chapter that explains this page, or of the whole manual."""
    about = _explanation_of_page(context)
    return about.address if about else reverse("help")


@register.inclusion_tag("help/_brief.html", takes_context=True)
def page_in_brief(context) -> dict:
    """Show in a foldable line what this page is for, if the manual has such a line for this person."""
    about, mine = _explanation_of_page(context), context.get("manuals", ())
    return {"about": about if about and (about.chapter in mine or about.chapter not in set(Role)) else None}
