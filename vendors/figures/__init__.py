"""A business's own sales figures."""
