"""A document's content as an Excel workbook: its words on the first sheet, each table and chart on its own."""

from reports.layout.xlsx.book import render_xlsx

__all__ = ["render_xlsx"]
