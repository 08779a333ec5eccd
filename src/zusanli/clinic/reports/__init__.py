"""What an owner reads of the clinic: counts, with what nobody noted counted apart."""
