"""Old letters: from their files to specs that say the same, word for word."""
