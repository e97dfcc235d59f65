"""What the short papers share: a meeting with what lies around it, names, quotes, page budgets."""
