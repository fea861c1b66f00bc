"""How each kind of file of a built site is compared; tests/compare_sites.py is the command."""
