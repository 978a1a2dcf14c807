"""The first page of the city's desk."""
