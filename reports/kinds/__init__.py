"""Kinds of documents: a folder each, with all that makes it. What it is about, asks, needs and says, and who sees it.

Knows `blocks`, and never a document that is kept; a kind may build on what another one has, in no circle.
A change usually begins in a kind's `content.py`. A new kind is a new folder with a `kind.py`, found by being there.
"""
