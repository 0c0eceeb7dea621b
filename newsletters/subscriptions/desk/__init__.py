"""Who reads, for the netwerkbureau: the list, one reader, and what goes out of it."""
