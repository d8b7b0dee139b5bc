"""What an office knows by heart: languages, posts, States, symbols."""
