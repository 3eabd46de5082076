"""Facts about a language: a folder for each, a word or phrase a row, with what it means and an example."""
