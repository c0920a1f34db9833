"""The address at which a document can be checked, as a QR code drawn in the page itself."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

ALTERNATIVE = "QR-код с адресом для проверки документа"


def code_svg(address: str) -> SafeString:
    """Black squares without a margin, which the page has; the drawing's title is its alternative text."""
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", xmldecl=False, nl=False, border=0, unit="mm", scale=0.7, title=ALTERNATIVE)
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - squares, and the address is not in it
