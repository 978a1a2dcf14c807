"""The shared kernel: database, events, jobs, identity, audit, mail, media, web."""
