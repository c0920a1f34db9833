"""Russian words: keys to search and sort by, prose of documents, differences of wordings, plurals and cases.

It knows nothing of the portal.
A change usually begins in the file that is named after what is done with the words.
"""
