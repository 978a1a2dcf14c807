"""Who works in an organisation: the page of a business's owner and of the city's administrator."""
