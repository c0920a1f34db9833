"""A programme's target indicators: plans, facts, degrees of achievement."""
