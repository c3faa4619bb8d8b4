"""Tests of the running text."""
