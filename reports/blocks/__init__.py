"""What documents consist of: blocks, cells, what stands around a text, whose names sign it, and blocks kept as JSON.

Knows no other room of documents. A change usually begins in `content.py`, which tells what a document may contain, and
goes on in `layout`.
"""
