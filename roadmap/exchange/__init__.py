"""Programmes as files of the interchange format: taken in whole or not at all, written out without loss.

It knows `programmes`, `targets`, `plan`, `responsibles` and the reports of `execution`.
A change usually begins in `format.py` (the shape), then `importer.py` and `exporter.py` alike.
"""
