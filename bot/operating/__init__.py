"""What an operator asks of a service besides serving: its failures, a chat's data, its health.

In go settings, out come lines on standard output and an exit status; nothing here talks to a person in a chat.
"""
