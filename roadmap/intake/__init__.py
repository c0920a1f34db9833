"""A department's own file on its way to a programme: uploaded, looked through, corrected, accepted or dropped.

It knows `recognition`, which reads the file, `exchange`, which stores what was accepted, and `editions`, whose
amendment receives the changes of an approved programme. `changes` compares a document with a stored programme;
`execution_reports` takes in what schools report in Word.
A change usually begins in `sheet.py`: what the page shows beside the document.
"""
