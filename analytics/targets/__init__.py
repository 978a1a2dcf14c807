"""What the city aims for, at home and abroad, and how far it is."""
