"""«Журнал изменений»: whose each entry is, the page to search it, and its export.

It knows memberships and municipalities; what records above are called, their apps say in `naming.py`.
A change usually begins in `queries.py`; whose a record is, is in `owners.py`.
"""
