"""Zusanli: the decision before the first needle, for acupuncture of the legs and feet."""
