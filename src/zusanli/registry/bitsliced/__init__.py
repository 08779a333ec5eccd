"""
Rules over millions of patients, sixty-four to a machine word.

A rule is lowered to a circuit of bitwise gates, once for a release. Columns of findings are packed
to planes of bits, once for a table. A machine then runs the circuit over the planes.
"""
