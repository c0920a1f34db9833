"""The QR code with the address at which a document can be checked, drawn as SVG in the page itself."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

ALTERNATIVE = "QR-код с адресом для проверки документа"


def code_svg(address: str) -> SafeString:
    """Draw the code without a margin, since the page has one; the title of the SVG is its alternative text."""
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", xmldecl=False, nl=False, border=0, unit="mm", scale=0.7, title=ALTERNATIVE)
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - it consists of squares and doesn't contain the address
