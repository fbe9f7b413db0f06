"""Engawa: a Discord bot for communities of people who work alone at home."""

__version__ = "0.1.0"
