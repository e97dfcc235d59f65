"""From extracted text to blocks and sentences: the page undone, every character traceable."""
