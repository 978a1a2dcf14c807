"""The desk over a business's public face."""
