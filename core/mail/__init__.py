"""Mails: rows written with the fact, sent by a job, in the reader's language."""
