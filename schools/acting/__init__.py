"""The municipality for which an administrator of the whole portal works: chosen in the menu, kept in the session.

It knows the scope of `access`, which then has the rights of a coordinator there, and `directory`.
A change usually begins in `session.py`.
"""
