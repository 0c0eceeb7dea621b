"""What we do with the bytes of an upload before they are kept: one module per family of files."""
