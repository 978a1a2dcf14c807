"""Drafts of what people write, in the reader's language: always marked, never invented."""
