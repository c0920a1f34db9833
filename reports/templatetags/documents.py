from django import template

register = template.Library()


@register.simple_tag
def document_links(programme, user):
    return ""
