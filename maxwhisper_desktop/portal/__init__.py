"""The desktop portal, through which programs get keys and deliver text on GNOME and Plasma."""
