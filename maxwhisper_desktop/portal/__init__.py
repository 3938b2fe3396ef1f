"""The desktop's portal: what a program may ask of GNOME and Plasma on Wayland."""
