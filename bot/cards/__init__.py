"""Cards: what is shown, in words and in order, before any platform or terminal gives it a shape."""
