"""Days and spans of days as people say them."""
