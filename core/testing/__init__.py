"""What tests of every package use: the clock, the page client, PostgreSQL on the spot."""
