"""What was sent is kept here: each letter with all that is needed to find it and make it again."""
