-- What a waiting caller chose instead, the messages they left, the call backs they were promised, and what lines say to them.
-- All of it may be absent: the version before this one neither reads nor writes it.

-- WaitChoice: what the caller asked for by key; null until they did.
alter table call_leg add column choice integer;

-- task_of: the contact that a task of ours came from. access_service: how the person speaks with us (relay_uk, bsl_relay). No foreign key, so that either can be deleted first.
alter table contact
    add column task_of uuid,
    add column access_service text;
create unique index contact_task_once on contact (task_of, task) where task_of is not null;

-- A message left by a caller. contact_id is the task that listens to it, once it is kept.
create table voicemail (
    recording_sid        text primary key,
    call_sid             text not null,
    from_contact_id      uuid not null references contact (id),
    contact_id           uuid unique references contact (id),
    seconds              integer not null,
    left_at              timestamptz not null,
    discarded            boolean not null default false,
    not_before           timestamptz not null,
    tries                integer not null default 0,
    content_type         text,
    fetched_at           timestamptz,
    deleted_at           timestamptz,
    transcript_sealed    bytea,
    transcript_by        uuid,
    transcript_at        timestamptz,
    transcript_revision  integer not null default 0
);
create index voicemail_call on voicemail (call_sid);
create index voicemail_to_do on voicemail (not_before) where deleted_at is null;

-- Its sound, in pieces of at most 256 KB. *_sealed as everywhere: under the contact's data key, bound to table, column and row.
create table voicemail_chunk (
    id             uuid primary key,
    recording_sid  text not null references voicemail (recording_sid),
    number         integer not null,
    sound_sealed   bytea not null,
    unique (recording_sid, number)
);

-- Each time the network was asked to ring a person back. Nothing personal: the number lies with the contact.
create table call_back_try (
    id             uuid primary key,
    contact_id     uuid not null references contact (id),
    assignment_id  uuid not null,
    number         integer not null,
    state          integer not null check (state between 1 and 8),
    call_sid       text unique,
    problem        text,
    asked_at       timestamptz not null,
    changed_at     timestamptz not null,
    unique (contact_id, assignment_id, number)
);

-- What lines say in their own words. The newest version counts; older ones are kept.
create table line_words (
    line       text not null,
    key        text not null,
    language   text not null,
    version    integer not null,
    text       text not null,
    edited_by  uuid not null,
    edited_at  timestamptz not null,
    primary key (line, key, language, version)
);

-- Listening to a message and reading its transcript are audited too. What may be named here is the code's to say; a list of words would need a migration for each.
alter table access_audit drop constraint access_audit_what_check;
alter table access_audit add constraint access_audit_what_check check (what ~ '^[a-z][a-z_-]{1,30}$');
