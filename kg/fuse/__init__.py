"""Statements to facts: entities with stable identifiers."""
