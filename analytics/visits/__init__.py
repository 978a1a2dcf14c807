"""The market's own measurement of visits: without cookies, without knowing who it is."""
