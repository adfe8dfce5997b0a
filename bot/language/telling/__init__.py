"""Where in a message each fact is told."""
