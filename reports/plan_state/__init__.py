"""How a plan stands on a day, printed as its page shows it: PDF to read, Excel to reckon with. Nothing of it is kept.

Knows `layout` and `blocks`, and answers files as `issue` does. A change usually begins in `printed.py` or `numbers.py`,
which tell what stands in which column.
"""
