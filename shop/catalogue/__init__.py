"""Products, variants, categories, photos, label fields and allergens."""
