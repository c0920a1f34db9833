"""Which schools have low results: methods as data, judging by them, kept runs with their protocols, confirmed lists.

It knows `quantity`, `catalogue` and `values`; programmes and documents stand above and read lists and protocols.
A change usually begins in `rules/` or `measures/` (one file a kind, found by being there), in `format/` (what is stored
as JSON), in `judging/`, or in the folder of a page: `methods/`, `trials/`, `runs/`, `lists/`.
"""
