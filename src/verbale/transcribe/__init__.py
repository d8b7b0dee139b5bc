"""Old letters' files: read to lines of text."""
