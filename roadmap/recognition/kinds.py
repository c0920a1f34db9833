"""The kinds of tables, their rows and lines of text, as a person may correct them."""

from enum import StrEnum


class TableKind(StrEnum):
    PASSPORT = "passport"
    PLAN = "plan"
    INDICATORS = "indicators"
    CRITERIA = "criteria"
    MONEY = "money"
    CAPTION = "caption"
    LAYOUT = "layout"
    """A table used for layout only, in which date, place and number, or position and name, stand side by side."""
    GENERAL = "general"


class RowKind(StrEnum):
    """What a row of a plan or of a table of indicators is."""

    HEADING = "heading"
    SECTION = "section"
    """The title of a direction of a plan or of a group of indicators."""
    ITEM = "item"
    """An activity or an indicator."""
    EVENT = "event"
    """A control event of the activity above."""
    GOES_ON = "goes_on"
    """A further row of the activity above: a stage, or what a page break cut off."""
    ASIDE = "aside"
    """A row that a person left out of the document."""


class LineKind(StrEnum):
    """What a line of text is; for a heading it may say what stands below it."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    PASSPORT = "passport"
    """A heading below which labels and their words stand."""
    ABBREVIATIONS = "abbreviations"
    """A heading below which abbreviations stand."""
    ASIDE = "aside"
