"""Visits, as patients book, see, move and cancel them."""
