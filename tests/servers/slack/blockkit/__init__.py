"""Block Kit's rules, as Slack applies them."""
