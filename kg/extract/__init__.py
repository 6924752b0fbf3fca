"""Articles to statements: mentions, rules, evidence."""
