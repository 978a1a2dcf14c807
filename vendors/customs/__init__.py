"""The office's customs papers and proofs of export."""
