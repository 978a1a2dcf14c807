"""Packing and sending: slips, carriers, tracking numbers."""
