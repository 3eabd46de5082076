"""What becomes of each call of a platform's port when the platform fails in each way, and how long it takes."""
