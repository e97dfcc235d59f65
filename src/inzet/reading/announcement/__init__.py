"""What a paper says about meetings: which, when, where, who sits in which session, on what."""
