"""What the public reads of an initiative: its text, its publication, and the page around it."""
