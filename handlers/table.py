"""The table of contents: every deed a person can ask for, and every deed of the clock."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from domain.messages import Outgoing
from handlers.deeds import (
    admit,
    agree,
    audit,
    chatter,
    get_form,
    greet,
    hand_over,
    help_me,
    invite,
    load_plan,
    my_tasks,
    nag,
    quota,
    receive_file,
    receive_photo,
    register,
    submit,
    summarise,
    take_back,
    undelivered,
    who_missing,
)
from handlers.routing import Context, Table

DEEDS = Table(
    deeds=(
        *greet.DEEDS,
        *agree.DEEDS,
        *register.DEEDS,
        *admit.DEEDS,
        *hand_over.DEEDS,
        invite.DEED,
        my_tasks.DEED,
        get_form.DEED,
        submit.DEED,
        submit.CLAIM,
        who_missing.MISSING,
        who_missing.SENT,
        summarise.DEED,
        *undelivered.DEEDS,
        quota.DEED,
        help_me.DEED,
        chatter.DEED,
        *receive_file.DEEDS,
        receive_photo.DEED,
        take_back.DEED,
        load_plan.DEED,
        audit.SHOW,
        audit.EXPORT,
    ),
    otherwise=help_me.OTHERWISE,
    filling=register.FILLING,
    notice=agree.NOTICE,
    postscripts=(undelivered.postscript, agree.postscript),
)

TIMERS: Mapping[str, Callable[[Context], list[Outgoing]]] = MappingProxyType(
    {"nag": nag.tick, "undelivered": undelivered.tick, "applications": admit.tell_officers}
)
