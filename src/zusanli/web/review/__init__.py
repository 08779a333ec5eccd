"""The review: everything that is known of a patient, judged and signed before the first needle."""
