"""The tag of Django's token, which gives each form a sign of its own as well."""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from portal.once.answering import FIELD, new_sign

register = template.Library()


class SignedCsrfTokenNode(CsrfTokenNode):
    """Renders Django's token and a sign of the form's own, by which a form sent twice is recognised (`portal/once`)."""

    def render(self, context) -> str:
        token = super().render(context)
        return token and token + format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_sign())


@register.tag
def csrf_token(parser, token) -> SignedCsrfTokenNode:
    return SignedCsrfTokenNode()
