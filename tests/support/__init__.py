"""Servers and mail that several tests share."""
