"""Shows two wordings of a place, with the words marked that only one of them has."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roadmap.editions.comparing import Wording

register = template.Library()


@register.filter
def old_words(wording: Wording) -> SafeString:
    """Return the earlier text, with removed words crossed out."""
    return _mark_pieces(wording, "struck", "<del>{}</del>")


@register.filter
def new_words(wording: Wording) -> SafeString:
    """Return the later text, with added words underlined."""
    return _mark_pieces(wording, "added", "<ins>{}</ins>")


def _mark_pieces(wording: Wording, kind: str, mark: str) -> SafeString:
    shown = [piece for piece in wording.pieces if piece.kind in ("same", kind)]
    return format_html_join(
        "", "{}", ((format_html(mark, piece.text) if piece.kind == kind else piece.text,) for piece in shown)
    )
