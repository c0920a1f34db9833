"""Tags for all templates."""

from secrets import token_urlsafe

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from portal.help.manual import Explained, explained
from portal.letters.mail_way import MailWay, can_send_letters, mail_way, where_letters_go
from portal.offers import offers_at
from portal.once.answering import FIELD
from portal.text.cases import Case
from portal.text.phrases import begun_in_case
from portal.text.prose import Heading, ListItem, ProseSpan, Text, parse_prose

register = template.Library()

# A sign beside each word, so that colour is not the only difference.
_SUBMISSIONS = {
    "open": ("○", "not_started"),
    "sent": ("◐", "in_progress"),
    "returned": ("↩", "postponed"),
    "accepted": ("●", "done"),
}


class SignedCsrfTokenNode(CsrfTokenNode):
    """Django's token, and the form's own sign, by which it is known when it is sent twice (`portal/once`)."""

    def render(self, context) -> str:
        token = super().render(context)
        return token and token + format_html('<input type="hidden" name="{}" value="{}">', FIELD, token_urlsafe(9))


@register.tag
def csrf_token(parser, token) -> SignedCsrfTokenNode:
    return SignedCsrfTokenNode()


@register.simple_tag
def submission_chip(status: str, label: str) -> str:
    """The state of a school's answer as sign and word."""
    sign, colour = _SUBMISSIONS[status]
    return format_html('<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', colour, sign, label)


@register.simple_tag(takes_context=True)
def offered(context, place: str, *about, **more) -> str:
    """What the apps above have to offer at a place of this page, about a record of it."""
    return format_html_join("", "{}", ((html,) for html in offers_at(place, context, *about, **more)))


register.simple_tag(can_send_letters)


def _about(context) -> Explained | None:
    match = getattr(context.get("request"), "resolver_match", None)
    return explained(match.view_name, context.get("manuals", ())) if match else None


@register.simple_tag(takes_context=True)
def help_address(context) -> str:
    """Of the chapter that explains this page, or of the manual as a whole."""
    about = _about(context)
    return about.address if about else reverse("help")


@register.inclusion_tag("help/_brief.html", takes_context=True)
def page_in_brief(context) -> dict:
    """What this page is for, in a line that can be folded away; nothing where the manual has none."""
    return {"about": _about(context)}


@register.inclusion_tag("letters/_where_letters_go.html", name="where_letters_go")
def where_letters_go_note() -> dict:
    """What a person should know of letters before any is sent; nothing where a mail server takes them."""
    return {"words": where_letters_go(), "can_be_sent": mail_way() != MailWay.NOWHERE}


# The dictionary's phrases are of things.
_PEOPLE = {"пользователь": "пользователя"}


@register.filter
def accusative(name: str) -> str:
    """«школу», for «Добавить школу»."""
    return _PEOPLE.get(name) or begun_in_case(str(name), Case.ACCUSATIVE) or str(name)


@register.filter
def prose(text: str | None) -> str:
    """A document's text in its subset of Markdown, as HTML."""
    return format_html_join("", "{}", ((_block(block),) for block in parse_prose(text)))


@register.filter
def plain(text: str | None) -> str:
    """The words of such a text without its marks, in one run."""
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
