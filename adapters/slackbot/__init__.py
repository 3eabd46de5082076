"""Slack: what arrives there as words for the desk, and the desk's cards as Block Kit.

    inbound (payload -> Inbound, Press) -> answering, pressing -> render (Card -> blocks) -> private
                                        -> the outbox -> deliver -> render

app.py wires it: one workspace, over Socket Mode or signed HTTP.
"""
