"""Sums of money as people say them: numerals, hedges, years, slips, and what is no answer."""
