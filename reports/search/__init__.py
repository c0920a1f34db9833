"""Search over everything within one's scope: schools, programmes, activities, indicators, documents, people.

It knows the rooms whose records it finds, and where each has its page; only the head of every page leads to it.
A change usually begins in `finders/`, a file for each thing that can be found.
"""
