"""The agreed words: fish, methods, places, in six written forms."""
