"""Ways in: from a message, a reaction, a mention or a line to the bot to a pain."""
