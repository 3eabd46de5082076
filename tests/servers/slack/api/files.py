"""The upload of files in two steps: a URL to send the bytes to, then the completion that shares them."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.content import decoded, read_content
from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import File, State


@method("files.getUploadURLExternal", scope="files:write", newer="filename length alt_txt snippet_type")
def get_upload_url(state: State, arguments: Arguments) -> Answer:
    length = arguments.number("length", 0)
    if length < 1:
        raise SlackError("invalid_arguments", ["[ERROR] must be greater than 0 [json-pointer:/length]"])
    file = File(state.new_id("F"), arguments.required("filename"), length, arguments.get("alt_txt") or "")
    state.files[file.id] = file
    return {"upload_url": f"{state.base_url}/upload/{file.id}", "file_id": file.id}


@method(
    "files.completeUploadExternal",
    scope="files:write",
    newer="files channel_id channels initial_comment thread_ts blocks",
)
def complete_upload(state: State, arguments: Arguments) -> Answer:
    entries = decoded(arguments.values.get("files"), "invalid_arguments")
    if not isinstance(entries, list) or not entries:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: files"])
    destinations = [channel for channel in _channels(arguments) if channel]
    conversations = [state.destination(channel) for channel in destinations]
    files = [_uploaded(state, entry) for entry in entries]
    content = read_content(state, {"blocks": arguments.values.get("blocks")})
    content["text"] = arguments.get("initial_comment") or ""
    if arguments.get("thread_ts") is not None:
        content["thread_ts"] = arguments.get("thread_ts")
    for file, entry in zip(files, entries, strict=True):
        file.completed = True
        file.title = entry.get("title") or file.filename
        file.channels += [conversation.channel.id for conversation in conversations]
    described = [describe_file(file) for file in files]
    for conversation in conversations:
        conversation.add(state.app_message({**content, "upload": True, "files": described}))
    return {"files": described}


def describe_file(file: File) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.filename,
        "title": file.title,
        "size": file.length,
        "alt_txt": file.alt_text,
        "channels": list(file.channels),
    }


def _channels(arguments: Arguments) -> list[str]:
    several = arguments.get("channels")
    return several.split(",") if several else [arguments.get("channel_id") or ""]


def _uploaded(state: State, entry: Any) -> File:
    file = state.files.get(entry.get("id", "")) if isinstance(entry, dict) else None
    if file is None or file.content is None:
        raise SlackError("file_not_found")
    if file.completed:
        raise SlackError("invalid_arguments", ["[ERROR] the upload is already complete [json-pointer:/files]"])
    return file
