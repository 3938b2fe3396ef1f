"""Stand-ins for what the code meets: microphones, engines, networks, terminals."""
