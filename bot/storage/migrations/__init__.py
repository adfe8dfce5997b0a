"""How the tables came to be as they are, release by release; `bot.storage.migrate` runs it."""
