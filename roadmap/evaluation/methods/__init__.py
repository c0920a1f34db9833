"""Methods of evaluation: as data, read aloud, delivered in `library`, a municipality's own with their form and pages.

It knows `components` and `wholes`, of which a method is made, and nothing of programmes or of evaluations.
A change usually begins in `method_shape.py`; a method more is a file in `library`.
"""
