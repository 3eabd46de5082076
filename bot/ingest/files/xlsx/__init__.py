"""Workbooks in Office Open XML (.xlsx, .xlsm): read as XML, one row at a time.

A library for workbooks holds the sheet's cells without their raised letters ("2019¹" becomes 20191), cannot tell a
formula without a result from a blank cell, and refuses styles that a spreadsheet takes.
"""

from __future__ import annotations

from bot.ingest.files.xlsx.workbook import xlsx_sheets

__all__ = ["xlsx_sheets"]
