"""Renders a document's content as an Excel workbook: its words on the first sheet, tables and charts on their own."""

from reports.layout.xlsx.book import render_xlsx

__all__ = ["render_xlsx"]
