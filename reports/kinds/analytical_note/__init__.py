"""The note on an identification: what the run found, in sentences, tables and charts."""
