"""Reads a Word document (.docx) as Word shows it, not as it is stored."""

from portal.sources.word.reader import read_word

__all__ = ["read_word"]
