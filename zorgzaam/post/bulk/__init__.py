"""Mass mail: one frozen body, a row per reader, filled in at the door. On the same book as every other mail."""
