-- Imminent danger, abuse of the people who answer, and who relays a call. Added to only: the version before this one neither reads nor writes it.

-- A danger is open until a supervisor closes it, whatever becomes of the contact. priority_before: what the contact goes back to then.
create table danger (
    id               uuid primary key,
    contact_id       uuid not null references contact (id),
    pool             text not null,
    raised_by        uuid not null,
    raised_at        timestamptz not null,
    priority_before  integer not null,
    closed_by        uuid,
    closed_at        timestamptz,
    check ((closed_by is null) = (closed_at is null))
);
create unique index danger_one_open on danger (contact_id) where closed_at is null;
create index danger_open on danger (pool, raised_at) where closed_at is null;
create index danger_contact on danger (contact_id);

-- What is written about it. Only ever added to: a correction is a further row, and the newest of a step counts.
-- step: 1 who, 2 where, 3 what, 4 consent, 5 999 called, 6 told, 7 a supervisor joins, 9 closed. words_sealed: JSON under the contact's data key.
create table danger_note (
    id            uuid primary key,
    danger_id     uuid not null references danger (id),
    step          integer not null check (step between 1 and 9),
    choice        integer,
    words_sealed  bytea,
    called_at     timestamptz,
    agent_id      uuid not null,
    at            timestamptz not null
);
create index danger_note_danger on danger_note (danger_id, at);

create function danger_note_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'danger_note is only ever added to';
end
$$;
create trigger danger_note_unchanged before update on danger_note for each row execute function danger_note_is_only_added_to();

-- An attack on somebody who answers. Without identity: neither the person's nor the agent's, nor which contact it was.
-- way: 1 handed over, 2 ended.
create table staff_incident (
    id       uuid primary key,
    pool     text not null,
    line     text not null,
    channel  integer not null,
    way      integer not null check (way in (1, 2)),
    at       timestamptz not null
);
create index staff_incident_pool on staff_incident (pool, at);

-- relieved_at: its last agent asked to be relieved; the next one is told. Who marked that the call is relayed, and through whom: provider and interpreter as JSON. access_by is null where the number itself said so.
alter table contact
    add column access_about_sealed bytea,
    add column access_by uuid,
    add column access_at timestamptz,
    add column relieved_at timestamptz;
