"""Messages drawn as the platforms show them, for looking at them without any platform."""
