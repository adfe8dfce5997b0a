"""Several facts read out of one message: what is named, which cells speak of which fact, and what they tell of it."""
