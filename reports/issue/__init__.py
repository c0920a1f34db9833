"""One document from its draft to its repeal: edited, issued, kept, compared, checked by anybody; and the register.

Asks `kinds` what a document says, and prints it by `layout` on the department's `letterhead`.
A change usually begins at `Document.TRANSITIONS` and in `actions/`.
"""
