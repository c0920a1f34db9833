"""Charts where people would rather look than read: offered on the pages of programmes, schools, runs and collections.

It knows what those pages show and how documents draw charts (`layout.charts`); nothing knows it but the offers.
A change usually begins in the module of the chart, which makes of records a `Chart` and a sentence about it.
"""
