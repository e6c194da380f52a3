"""The table of contents: every deed a person can ask for, and every deed of the clock."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from domain.messages import Outgoing
from handlers.deeds import (
    admit,
    agree,
    audit,
    bind_group,
    chatter,
    forget_me,
    get_form,
    greet,
    group_settings,
    hand_over,
    help_me,
    invite,
    keep_evidence,
    load_plan,
    lost_groups,
    my_data,
    my_tasks,
    nag,
    nil_report,
    privacy_notice,
    quota,
    receive_file,
    receive_photo,
    register,
    submit,
    summarise,
    take_back,
    track_form,
    undelivered,
    use_as_form,
    warn_of_secrets,
    who_missing,
    why,
    withdraw,
)
from handlers.routing import Context, Dialogue, Table

DEEDS = Table(
    deeds=(
        *keep_evidence.DEEDS,  # a link before the words around it
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
        withdraw.DEED,
        nil_report.DEED,
        why.DEED,
        load_plan.DEED,
        *use_as_form.DEEDS,
        *track_form.DEEDS,
        my_data.DEED,
        privacy_notice.DEED,
        forget_me.DEED,
        warn_of_secrets.DEED,
        audit.SHOW,
        audit.EXPORT,
        bind_group.BIND,
        bind_group.CHOOSE,
        bind_group.CONFIRM,
        *group_settings.DEEDS,
    ),
    otherwise=help_me.OTHERWISE,
    filling=register.FILLING,
    notice=agree.NOTICE,
    dialogues=(Dialogue(track_form.ANSWER, track_form.takes),),
    postscripts=(undelivered.postscript, agree.postscript),
)

TIMERS: Mapping[str, Callable[[Context], list[Outgoing]]] = MappingProxyType(
    {
        "nag": nag.tick,
        "undelivered": undelivered.tick,
        "lost groups": lost_groups.tick,
        "applications": admit.tell_officers,
    }
)
