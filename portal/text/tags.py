"""Filters of templates for words: prose of documents as HTML or in one line, cases, numbers that don't break."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join

from portal.text.cases import Case
from portal.text.phrases import begun_in_case
from portal.text.prose import Heading, ListItem, ProseSpan, Text, parse_prose

register = template.Library()


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
    shown = [_span(span) for span in block.spans]
    spans = shown[0] if len(shown) == 1 else format_html_join("", "{}", ((span,) for span in shown))
    if isinstance(block, ListItem):
        return format_html('<p class="item">{} {}</p>', block.marker, spans)
    return format_html("<h3>{}</h3>" if isinstance(block, Heading) else '<p class="written">{}</p>', spans)


def _span(span: ProseSpan) -> str:
    shown = format_html("<u>{}</u>", span.text) if span.underlined else escape(span.text)
    return format_html("<strong>{}</strong>", shown) if span.bold else shown
