"""Tags of pages that send letters."""

from django import template

from portal.letters.mail_way import MailWay, can_send_letters, mail_way, where_letters_go

register = template.Library()
register.simple_tag(can_send_letters)


@register.inclusion_tag("letters/_where_letters_go.html", name="where_letters_go")
def where_letters_go_note() -> dict:
    """Show where letters go, if not to a mail server, so that a person knows before sending any."""
    return {"words": where_letters_go(), "can_be_sent": mail_way() != MailWay.NOWHERE}
