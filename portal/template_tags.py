"""Tags for all templates."""

import re

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from portal.accounts.roles import Role
from portal.appearance.choices import groups_for_everybody
from portal.browser_modules import parts_of
from portal.help.manual import Explained, explained
from portal.letters.mail_way import MailWay, can_send_letters, mail_way, where_letters_go
from portal.offers import offers_at
from portal.once.answering import FIELD, new_sign
from portal.text.cases import Case
from portal.text.phrases import begun_in_case
from portal.text.prose import Heading, ListItem, ProseSpan, Text, parse_prose

register = template.Library()

# The sign and the colour of each state; the sign is for those who can't tell the colours apart.
_SUBMISSIONS = {
    "open": ("○", "not_started"),
    "sent": ("◐", "in_progress"),
    "returned": ("↩", "postponed"),
    "accepted": ("●", "done"),
}


class SignedCsrfTokenNode(CsrfTokenNode):
    """Renders Django's token and a sign of the form's own, by which a form sent twice is recognised (`portal/once`)."""

    def render(self, context) -> str:
        token = super().render(context)
        return token and token + format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_sign())


@register.tag
def csrf_token(parser, token) -> SignedCsrfTokenNode:
    return SignedCsrfTokenNode()


@register.simple_tag
def script_of_parts(*paths: str) -> str:
    """Load modules and preload all that they import, which the browser would otherwise find import by import."""
    parts = sorted({part for path in paths for part in parts_of(path)}.difference(paths))
    ahead = format_html_join("", '<link rel="modulepreload" href="{}">', ((static(part),) for part in parts))
    scripts = format_html_join("", '<script type="module" src="{}"></script>', ((static(path),) for path in paths))
    return ahead + scripts


@register.simple_tag
def submission_chip(status: str, label: str) -> str:
    """Show the state of a school's answer as a sign and a word."""
    sign, colour = _SUBMISSIONS[status]
    return format_html('<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', colour, sign, label)


@register.simple_tag(takes_context=True)
def offered(context, place: str, *about, **more) -> str:
    """Show what the apps above offer at that place of the page, about a record."""
    return format_html_join("", "{}", ((html,) for html in offers_at(place, context, *about, **more)))


register.simple_tag(can_send_letters)


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


@register.inclusion_tag("appearance/_for_everybody.html")
def appearance_for_everybody() -> dict:
    """Show the panel of «версия для слабовидящих» on a page that is the same for everybody."""
    return {"appearance": {"groups": groups_for_everybody()}}


@register.inclusion_tag("letters/_where_letters_go.html", name="where_letters_go")
def where_letters_go_note() -> dict:
    """Show where letters go, if not to a mail server, so that a person knows before sending any."""
    return {"words": where_letters_go(), "can_be_sent": mail_way() != MailWay.NOWHERE}


# `begun_in_case` declines only names of things.
_PEOPLE = {"пользователь": "пользователя"}


@register.filter
def accusative(name: str) -> str:
    """Return the name in the accusative («школу»), as in «Добавить школу»."""
    return _PEOPLE.get(name) or begun_in_case(str(name), Case.ACCUSATIVE) or str(name)


_NUMBER = re.compile(r"(№ \S*-\S+)")


@register.filter
def unbroken(words) -> str:
    """«Приказ № 214-о от 30.08.2022» with its number in one line, which would break at the hyphen."""
    pieces = _NUMBER.split(str(words))
    shown = ("{}", '<span class="text-nowrap">{}</span>')
    return format_html_join("", "{}", ((format_html(shown[at % 2], piece),) for at, piece in enumerate(pieces)))


@register.filter
def prose(text: str | None) -> str:
    """Render a document's text, with its marks of prose, as HTML."""
    return format_html_join("", "{}", ((_block(block),) for block in parse_prose(text)))


@register.filter
def plain(text: str | None) -> str:
    """Return the words of such a text on one line, without its marks."""
    blocks = parse_prose(str(text or ""))
    words = ("".join(span.text for span in block.spans) for block in blocks)
    return " ".join(" ".join(words).split())


def _block(block: Text) -> str:
    spans = format_html_join("", "{}", ((_span(span),) for span in block.spans))
    if isinstance(block, ListItem):
        return format_html('<p class="item">{} {}</p>', block.marker, spans)
    return format_html("<h3>{}</h3>" if isinstance(block, Heading) else '<p class="written">{}</p>', spans)


def _span(span: ProseSpan) -> str:
    shown = format_html("<u>{}</u>" if span.underlined else "{}", span.text)
    return format_html("<strong>{}</strong>" if span.bold else "{}", shown)
