"""A school with believable practice, to look at every page with."""
