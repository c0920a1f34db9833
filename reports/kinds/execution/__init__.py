"""The report on the plan's execution: of everybody or one school, of all time or some days."""
