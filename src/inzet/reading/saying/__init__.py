"""Who says what in a sentence: cues, frames, subjects and holders, and the choice among them."""
