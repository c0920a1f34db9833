"""Orders of a department, and the form by which any page chooses one or writes a new one.

It knows `directory`.
A change usually begins in `forms.py`; kinds of act and their words are in `acts.py`, numbers as people type them in
`numbers.py`.
"""
