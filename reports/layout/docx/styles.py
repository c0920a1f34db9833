"""Adds the styles of the empty document in `base` to a letterhead's own."""

from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

_ADDED_ID, _ADDED_NAME = "Portal", " (документ)"


def add_styles(own: BaseOxmlElement, added: BaseOxmlElement) -> dict[str, str]:
    """Add styles to the letterhead's, and map their ids to those that they have there.

    A style whose id or name is taken gets another. A letterhead made from the portal's sample has all of them already.
    """
    there = list(own.iterchildren(qn("w:style")))
    ids = {each.get(qn("w:styleId")) for each in there}
    names = {_name(each).casefold() for each in there}
    ours = list(added.iterchildren(qn("w:style")))
    if {etree.tostring(each) for each in ours} <= {etree.tostring(each) for each in there}:
        return {each.get(qn("w:styleId")): each.get(qn("w:styleId")) for each in ours}
    copies = [deepcopy(each) for each in ours]
    known = {}
    for style in copies:
        style_id, name = style.get(qn("w:styleId")), _name(style)
        is_taken = style_id in ids or name.casefold() in names
        known[style_id] = f"{_ADDED_ID}{style_id}" if is_taken else style_id
        if is_taken:
            style.set(qn("w:styleId"), known[style_id])
            style.set(qn("w:customStyle"), "1")
            style.find(qn("w:name")).set(qn("w:val"), name + _ADDED_NAME)
    for style in copies:
        style.attrib.pop(qn("w:default"), None)
        for reference in style.findall(qn("w:basedOn")) + style.findall(qn("w:next")):
            reference.set(qn("w:val"), known[reference.get(qn("w:val"))])
        own.append(style)
    return known


def _name(style: BaseOxmlElement) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else found.get(qn("w:val"), "")
