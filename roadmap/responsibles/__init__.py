"""Whom the words of «Ответственные» mean: the department, schools, or others.

The way is text without slips (`spelling`), with schools called as the municipality calls them (`written_names`) →
parties (`read_responsible`), without words that name nobody (`nobody`) → what each mentions (`school_mentions`,
`parties`) → what speaks against it (`cautions`), and two simpler readings: a word that stands in no list makes a doubt
(`known_words`), and so does a piece that means somebody else (`second_reading`).

It knows `plan`, whose words it reads.
A change usually begins in `read_responsible.py` or `school_mentions.py`; `actions.py` ties readings to the plan's rows.
"""
