"""English: who says what in a sentence whose order is subject, verb, object."""
