"""What a business says of its products for buyers abroad."""
