-- Who is in a call besides the person and their agent, who is on hold, and how a call is handed over. The version before this one neither reads nor writes any of it.

-- about_sealed: number, name, language, provider and interpreter's id as JSON; null for a supervisor, who is asked_by.
-- role: 2 interpreter, 3 third party, 4 supervisor. state: 1 asked, 2 ringing, 3 joined, 8 left, 9 failed.
create table call_party (
    id            uuid primary key,
    contact_id    uuid not null references contact (id),
    pool          text not null,
    role          integer not null check (role between 2 and 4),
    about_sealed  bytea,
    state         integer not null check (state in (1, 2, 3, 8, 9)),
    problem       text,
    asked_by      uuid not null,
    asked_at      timestamptz not null,
    tried_at      timestamptz,
    joined_at     timestamptz,
    ended_at      timestamptz,
    call_sid      text,
    ticket_hash   bytea,
    mode          integer
);
create index call_party_contact on call_party (contact_id, asked_at);
create index call_party_call on call_party (call_sid) where call_sid is not null;

-- One row per contact that was ever held, left or handed over. hold_*: the network's last word, ranked by its sequence number in one conference.
create table call_state (
    contact_id           uuid primary key references contact (id),
    held_since           timestamptz,
    hold_conference      text,
    hold_sequence        integer not null default 0,
    hold_reason          integer not null default 1,
    alone_assignment_id  uuid,
    handover_from        uuid,
    handover_agent       uuid,
    handover_kind        integer,
    handover_at          timestamptz
);

-- More is looked at than threads: who listened to a call. The words are the code's.
alter table access_audit drop constraint access_audit_what_check;
alter table access_audit add constraint access_audit_what_check check (what ~ '^[a-z][a-z-]{1,30}$');
