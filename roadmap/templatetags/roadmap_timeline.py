from django import template

from roadmap.overview.timeline import stretch_words

register = template.Library()
register.filter(stretch_words)
