"""Huiqi (惠企): an assistant for enterprise-support policy that quotes every claim it makes."""
