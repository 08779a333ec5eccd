"""Rules over findings in three-valued logic: true, false or unknown, and unknown is never no."""
