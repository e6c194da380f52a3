"""A generated country: many offices in one tree of units, for what grows with their number."""
