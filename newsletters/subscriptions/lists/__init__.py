"""Lists of readers that were taken over: read in, looked at, and asked whether they want to read on."""
