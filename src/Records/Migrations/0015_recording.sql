-- Calls that are recorded because the person agreed. The version before this one neither reads nor writes any of it.

-- wish: what the agent wants: 1 recorded, 2 paused, 3 stopped. state: what the network has done: 1 asked, 2 recording, 3 paused, 8 stopped, 9 failed.
-- wished_at: when that was last said. agreed_with: the agent who heard the person agree. withdrawn_at: the person took it back; nothing of it is kept.
-- ended_at: from when nothing of it can be running at the network; a row that is over without it may run on, and is looked for and stopped.
-- unwanted: it began when it was to stop already; stopped and deleted unheard. not_before: when it is next looked at, fetched or deleted.
create table call_recording (
    id             uuid primary key,
    contact_id     uuid not null references contact (id),
    wish           integer not null check (wish between 1 and 3),
    wished_at      timestamptz not null,
    state          integer not null check (state in (1, 2, 3, 8, 9)),
    agreed_with    uuid not null,
    agreed_at      timestamptz not null,
    withdrawn_at   timestamptz,
    withdrawn_with uuid,
    tried_at       timestamptz,
    call_sid       text,
    recording_sid  text unique,
    unwanted       boolean not null default false,
    problem        text,
    seconds        integer,
    ended_at       timestamptz,
    not_before     timestamptz not null,
    tries          integer not null default 0,
    content_type   text,
    fetched_at     timestamptz,
    deleted_at     timestamptz
);
create unique index call_recording_one_at_a_time on call_recording (contact_id) where state < 8;
create index call_recording_of on call_recording (contact_id);
create index call_recording_to_do on call_recording (not_before) where deleted_at is null;

-- Its sound, in pieces of at most 256 KB, sealed under the contact's data key, bound to table, column and row.
create table call_recording_chunk (
    id            uuid primary key,
    recording_id  uuid not null references call_recording (id),
    number        integer not null,
    sound_sealed  bytea not null,
    unique (recording_id, number)
);
