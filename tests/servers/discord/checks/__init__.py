"""What Discord accepts in a request body. Each check adds to `Problems`, which become one refusal."""
