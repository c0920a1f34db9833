"""Text in cells of Excel workbooks."""

import re

from openpyxl.cell import Cell

_LONGEST_TEXT = 32_767  # of a cell
_UNSAFE_START = ("=", "+", "-", "@", "\t", "\r")
_ESCAPED_ALREADY = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def put_text(place: Cell, text: str) -> str:
    """Never as a formula; characters that a workbook can't hold in the way that Excel has for them.

    Gives what reading the cell will give.
    """
    text = text[:_LONGEST_TEXT]
    written = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", _ESCAPED_ALREADY.sub("_x005F_", text))
    place.value = written
    place.data_type = "s"
    if text.startswith(_UNSAFE_START):
        place.quotePrefix = True
    return text
