"""The padding cache: what the encoder makes of the padding after the speech, learned once."""
