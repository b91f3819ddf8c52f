"""One module a family of rules, their registry, and readiness."""
