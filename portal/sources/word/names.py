"""Names of WordprocessingML (ECMA-376, part 1, 17)."""

from functools import cache

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@cache
def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def value(element: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """Return the attribute of the child with that name, or None if either is missing."""
    child = None if element is None else element.find(w(name))
    return None if child is None else child.get(w(attribute))


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """Read an attribute as a whole number; some programs write «240.0», broken ones anything."""
    try:
        return int(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise


class Tags:
    """The tags of character properties."""

    bold = w("b")
    italic = w("i")
    underlined = w("u")
    hidden = w("vanish")
    hidden_on_the_web = w("webHidden")
    size = w("sz")


def is_switched_on(element: etree._Element) -> bool:
    """Return whether a property's element switches it on, as it does unless its value says no."""
    return element.get(w("val"), "true").lower() not in {"0", "false", "off", "none"}


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Return whether the child with that name switches a property on; None if there is no such child."""
    child = None if element is None else element.find(w(name))
    if child is None:
        return None
    return is_switched_on(child)
