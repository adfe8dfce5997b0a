"""What staff use: who may enter, the queue of open questions, the content and what people ask.

It reads and changes rows through the service's functions; its pages are pure functions of what they are handed.
"""
