"""The parliamentary cycle in papers: motions and their votes, what the government says of them and
does with them, debates, consultations, questions with their answers, what a note asks to decide."""
