"""The dictation cycle as a pure function, and the record of a take: no Qt, no clock, no I/O."""
