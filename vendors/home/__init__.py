"""The first screen of the office: what to do today."""
