"""The first set-up of a district: its department in a form, and a page of steps with what is done and what is left.

It knows `directory`, `access` and `acting`; the apps above register their own steps.
A change usually begins in `steps.py`; the department's form is in `forms.py`.
"""
