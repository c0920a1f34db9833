"""A method asked about schools: texts of values read, judged, told in a protocol, warned of early."""
