"""The life of a programme: begun, made from another, approved by an order, amended, compared, deleted.

It knows `exchange`, by whose way programmes are copied, and `execution`, whose assignments follow an approval.
A change usually begins in `actions.py` (approval), `copying.py` (made from another; `carrying.py`: what a file doesn't
say) or `compared_parts.py` (what a revision changes).
"""
