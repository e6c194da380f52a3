"""Requests of the bot are held against LINE's description."""

from tests.line_requests import requests_fit_line

__all__ = ["requests_fit_line"]
