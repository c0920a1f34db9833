"""What tables, their rows and lines of text may be."""

from enum import StrEnum


class TableKind(StrEnum):
    PASSPORT = "passport"
    PLAN = "plan"
    INDICATORS = "indicators"
    CRITERIA = "criteria"
    MONEY = "money"
    CAPTION = "caption"
    LAYOUT = "layout"
    """A table without borders in which a date, a place and a number, or position and name, stand side by side."""
    GENERAL = "general"


class RowKind(StrEnum):
    """What a row of a plan or of a table of indicators is."""

    HEADING = "heading"
    SECTION = "section"
    """A direction of a plan, a group of indicators."""
    ITEM = "item"
    """An activity, an indicator."""
    EVENT = "event"
    """A control event of the activity above."""
    GOES_ON = "goes_on"
    """A row of the activity above: a stage, or what a page break cut off."""
    ASIDE = "aside"
    """Not taken in."""


class LineKind(StrEnum):
    """What a line of text is; said of a heading, what stands below it."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    PASSPORT = "passport"
    """A heading below which labels and their words stand."""
    ABBREVIATIONS = "abbreviations"
    """A heading below which abbreviations stand."""
    ASIDE = "aside"
