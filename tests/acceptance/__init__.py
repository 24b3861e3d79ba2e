"""Acceptance tests: the contract, seen from outside."""
