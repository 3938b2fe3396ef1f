"""The dictation cycle as a pure function, and what is known of a take: no Qt, clock or I/O."""
