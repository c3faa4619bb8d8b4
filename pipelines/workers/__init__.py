"""Processes that can be ended."""
