"""A local LINE platform: its API, its rules and its faults, and a page of phones. Imports nothing else of ours."""
