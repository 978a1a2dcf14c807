"""The desk over the catalogue: what a business sells, in words, pictures, sizes and labels."""
