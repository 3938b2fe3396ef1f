"""What the encoder makes of the padding after the speech: learned once, then kept."""
