"""The rules for interactive elements and images, and where each may stand."""

from __future__ import annotations

from tests.servers.slack.blockkit.schema import (
    Check,
    anything,
    array,
    by_type,
    choice,
    flag,
    plain_text,
    shape,
    string,
    text,
    whole_number,
)

_TYPE = {"type": anything}
_CONFIRM = shape(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": choice("primary", "danger")},
)
_ACTION = {"action_id": string(255), "confirm": _CONFIRM, "focus_on_load": flag}
_PLACEHOLDER = {**_ACTION, "placeholder": plain_text(150)}


def _option(label: Check) -> Check:
    return shape({"text": label, "value": string(150)}, {"description": text(75), "url": string(3000)})


_OPTION = _option(plain_text(75))
_RICH_OPTION = _option(text(75))
_OPTIONS = array(_OPTION, 100)
_GROUPS = array(shape({"label": plain_text(75), "options": _OPTIONS}), 100)

IMAGE = shape(
    {**_TYPE, "alt_text": string(2000)},
    {"image_url": string(3000), "slack_file": shape({}, {"id": string(255), "url": string(3000)}, ("id", "url"))},
    one_of=("image_url", "slack_file"),
)
BUTTON = shape(
    {**_TYPE, "text": plain_text(75)},
    {
        "action_id": string(255),
        "url": string(3000),
        "value": string(2000),
        "style": choice("primary", "danger"),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
_STATIC = {**_PLACEHOLDER, "options": _OPTIONS, "option_groups": _GROUPS}
_SELECTS: dict[str, Check] = {
    "static_select": shape(_TYPE, {**_STATIC, "initial_option": _OPTION}, ("options", "option_groups")),
    "external_select": shape(_TYPE, {**_PLACEHOLDER, "initial_option": _OPTION, "min_query_length": whole_number}),
    "users_select": shape(_TYPE, {**_PLACEHOLDER, "initial_user": string(255)}),
    "conversations_select": shape(
        _TYPE,
        {
            **_PLACEHOLDER,
            "initial_conversation": string(255),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": anything,
        },
    ),
    "channels_select": shape(_TYPE, {**_PLACEHOLDER, "initial_channel": string(255), "response_url_enabled": flag}),
    "multi_static_select": shape(
        _TYPE,
        {**_STATIC, "initial_options": _OPTIONS, "max_selected_items": whole_number},
        ("options", "option_groups"),
    ),
    "multi_external_select": shape(
        _TYPE,
        {
            **_PLACEHOLDER,
            "initial_options": _OPTIONS,
            "min_query_length": whole_number,
            "max_selected_items": whole_number,
        },
    ),
    "multi_users_select": shape(
        _TYPE, {**_PLACEHOLDER, "initial_users": array(string(255), 100), "max_selected_items": whole_number}
    ),
    "multi_conversations_select": shape(
        _TYPE,
        {
            **_PLACEHOLDER,
            "initial_conversations": array(string(255), 100),
            "default_to_current_conversation": flag,
            "max_selected_items": whole_number,
            "filter": anything,
        },
    ),
    "multi_channels_select": shape(
        _TYPE, {**_PLACEHOLDER, "initial_channels": array(string(255), 100), "max_selected_items": whole_number}
    ),
}
_PICKERS: dict[str, Check] = {
    "datepicker": shape(_TYPE, {**_PLACEHOLDER, "initial_date": string(10, 10)}),
    "timepicker": shape(_TYPE, {**_PLACEHOLDER, "initial_time": string(5, 5), "timezone": string(255)}),
    "datetimepicker": shape(_TYPE, {**_ACTION, "initial_date_time": whole_number}),
    "checkboxes": shape(
        {**_TYPE, "options": array(_RICH_OPTION, 10)}, {**_ACTION, "initial_options": array(_RICH_OPTION, 10)}
    ),
    "radio_buttons": shape({**_TYPE, "options": array(_RICH_OPTION, 10)}, {**_ACTION, "initial_option": _RICH_OPTION}),
}
_OVERFLOW = {"overflow": shape({**_TYPE, "options": array(_OPTION, 5)}, _ACTION)}
_TYPED = {**_PLACEHOLDER, "initial_value": string(3000, 0), "dispatch_action_config": anything}
_TEXT_INPUTS: dict[str, Check] = {
    "plain_text_input": shape(
        _TYPE, {**_TYPED, "multiline": flag, "min_length": whole_number, "max_length": whole_number}
    ),
    "email_text_input": shape(_TYPE, _TYPED),
    "url_text_input": shape(_TYPE, _TYPED),
    "number_input": shape(
        {**_TYPE, "is_decimal_allowed": flag}, {**_TYPED, "min_value": string(255), "max_value": string(255)}
    ),
}

IN_ACTIONS = by_type({"button": BUTTON, **_SELECTS, **_PICKERS, **_OVERFLOW})
IN_SECTION = by_type({"button": BUTTON, "image": IMAGE, **_SELECTS, **_PICKERS, **_OVERFLOW})
IN_INPUT = by_type({**_TEXT_INPUTS, **_SELECTS, **_PICKERS})
IN_CONTEXT = by_type(
    {
        "image": IMAGE,
        "plain_text": shape({**_TYPE, "text": string(3000)}, {"emoji": flag}),
        "mrkdwn": shape({**_TYPE, "text": string(3000)}, {"verbatim": flag}),
    }
)
