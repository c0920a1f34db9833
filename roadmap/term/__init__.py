from roadmap.term.meaning import OwnYear, Setting, Span, Term
from roadmap.term.reading import read_own_year, read_term

__all__ = ["OwnYear", "Setting", "Span", "Term", "read_own_year", "read_term"]
