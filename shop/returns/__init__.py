"""Something is wrong with what arrived: asked, answered by the business, decided by staff."""
