"""An undefined variable in a template of ours fails the test."""

import sys

from django.template.base import FilterExpression


class UndefinedVariable(Exception):
    pass


class UndefinedFails(str):
    """Django's `string_if_invalid`: empty, as in an installation, but fails when our own templates come upon it.

    Django asks for its truth exactly where a variable is printed, filtered or passed on and isn't there; `{% if %}`
    and `{% for %}` may ask for what isn't there. Templates of packages (the admin, crispy forms) rely on silence.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        if frame.f_code is FilterExpression.resolve.__code__:
            template = frame.f_locals["context"].render_context.template
            if "site-packages" not in str(template.origin):
                expression = frame.f_locals["self"]
                raise UndefinedVariable(f"{{{{ {expression.token} }}}} is undefined in {template.origin}")
        return False
