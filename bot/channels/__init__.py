"""Telegram, web, terminal: each turns its own messages into `Message`, and replies into its own.

A channel decides nothing about policy; it acknowledges a message only after the service has committed it.
"""
