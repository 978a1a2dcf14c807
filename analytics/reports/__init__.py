"""The monthly tables: who came, how, and what they bought."""
