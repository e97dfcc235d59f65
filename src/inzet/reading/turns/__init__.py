"""Who speaks where: turns of a debate, groups and minister of a consultation, asker and
answerer of written questions, movers of a motion."""
