"""Two wordings of a place, each with what is its own marked."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roadmap.editions.comparing import Wording

register = template.Library()


@register.filter
def old_words(wording: Wording) -> SafeString:
    """The earlier text; what was struck is crossed out."""
    return _marked(wording, "struck", "<del>{}</del>")


@register.filter
def new_words(wording: Wording) -> SafeString:
    """The later text; what was added is underlined."""
    return _marked(wording, "added", "<ins>{}</ins>")


def _marked(wording: Wording, kind: str, mark: str) -> SafeString:
    shown = [piece for piece in wording.pieces if piece.kind in ("same", kind)]
    return format_html_join(
        "", "{}", ((format_html(mark, piece.text) if piece.kind == kind else piece.text,) for piece in shown)
    )
