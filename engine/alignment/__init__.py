"""When each word was said, from what the decoder attends to."""
