"""The desk over stock: what is there, what came in, what was counted."""
