"""Photos and drawings: checked, re-encoded, kept in a folder or an S3-compatible store."""
