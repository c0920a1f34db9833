"""Takes in a report on execution that a school sends as a Word or Excel file.

`reading.py` finds its rows, `matching.py` the assignments that they are about; a person reviews them, and `actions.py`
reports on the chosen ones as the portal's own form does, all or none. Nothing of the file is kept.
"""
