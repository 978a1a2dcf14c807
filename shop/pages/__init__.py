"""The market's own pages: home, about, help, delivery, legal, accessibility."""
