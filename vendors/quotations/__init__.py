"""The desk where a business answers requests for quotations."""
