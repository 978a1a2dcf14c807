"""Which carriers a business sends with, its days off, gifts, boxes and fees of its own."""
