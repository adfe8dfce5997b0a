"""What a message asks: topic and aspect."""
