"""A department's own file on its way to a programme: uploaded, looked through, corrected, accepted or dropped.

It knows `recognition`, which reads the file, `exchange`, which stores what was accepted, and `editions`, whose
amendment takes what changes in an approved programme. `changes` holds a document against a programme that there is;
`execution_reports` takes what schools report in Word.
A change usually begins in `sheet.py`: what the page shows beside the document.
"""
