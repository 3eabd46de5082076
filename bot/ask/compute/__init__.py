"""Operations over figures, a file each; `bot.ask.operations` holds their order."""
