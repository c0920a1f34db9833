"""The municipality's catalogue of indicators, how its coordinator keeps it, and the periods that values are of.

It knows `quantity`, whose readings of plans its directions settle, and the two passes of `schools.rosters`, by which a
department's own list comes in. One indicator's page is of `values`, since a changed one has its values read anew.
A change usually begins in `models.py` (rules of an indicator, labels of a period), `list_plan.py` (what a list does),
`likeness.py` (which names are alike) or the files of `ready_catalogue/`.
"""
