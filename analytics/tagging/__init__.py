"""Google's counting of visits: only where it is switched on, and only after a yes."""
