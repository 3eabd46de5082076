"""From the words of a question to the meanings that it may have over a frame, the likeliest first. It proposes; what is
said is decided by `bot.ask.prove`."""
