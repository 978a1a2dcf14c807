"""What buyers say of the goods they received, the business's answer, and what staff hide."""
