"""Which options a text names, and what it says of each."""
