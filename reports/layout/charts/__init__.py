"""Charts, drawn alike in every kind of file: vectors for PDF and pages, charts that can be edited in Word and Excel."""
