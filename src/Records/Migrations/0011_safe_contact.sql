-- How it is safe to reach people, and what a second person allowed against it. Added to only: the version before this one neither reads nor writes it.

-- One row for each time an agent wrote the rules down; the highest version of a contact counts. Times, kinds and flags are in clear, because every attempt
-- is decided by them also where the contact that holds the key is another; words are sealed under the contact's data key.
create table safe_contact (
    id                    uuid primary key,
    contact_id            uuid not null references contact (id),
    version               integer not null check (version > 0),
    address_hash          bytea,
    address_hash_version  integer,
    nothing               boolean not null,
    kinds                 integer[] not null,
    voicemail             boolean not null,
    withhold_number       boolean not null,
    times                 jsonb not null,
    until                 date,
    wording_sealed        bytea,
    note_sealed           bytea,
    safe_word_sealed      bytea,
    agent_id              uuid not null,
    at                    timestamptz not null,
    unique (contact_id, version),
    check ((address_hash is null) = (address_hash_version is null))
);
create index safe_contact_address on safe_contact (address_hash) where address_hash is not null;

-- An override in steps: 1 asked, 2 approved, 3 refused, 4 used. Only ever added to: what was asked, by whom and who agreed cannot be rewritten.
create table safe_override (
    id             uuid primary key,
    request_id     uuid not null,
    step           integer not null check (step between 1 and 4),
    contact_id     uuid not null references contact (id),
    kind           integer not null,
    message_id     uuid references message (id),
    agent_id       uuid,
    at             timestamptz not null,
    -- Asked: to be decided before. Approved: to be used before.
    until          timestamptz,
    sentence       text,
    reason_sealed  bytea,
    check ((step = 4) = (agent_id is null)),
    check (step <> 1 or (reason_sealed is not null and until is not null and sentence is not null and request_id = id)),
    check (step <> 2 or until is not null)
);
create unique index safe_override_decided on safe_override (request_id) where step in (2, 3);
create unique index safe_override_used on safe_override (request_id) where step = 4;
create index safe_override_contact on safe_override (contact_id, at);
create index safe_override_asked on safe_override (until) where step = 1;

create function safe_override_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'safe_override is only ever added to';
end
$$;
create trigger safe_override_unchanged before update on safe_override for each row execute function safe_override_is_only_added_to();

-- Set when the person's rules refused it: only then may it be sent after all, by an override.
alter table outbox add column refused_as_unsafe boolean not null default false;

-- What was looked at is a short word; which words there are is the code's to say, since more are added than taken away.
alter table access_audit drop constraint access_audit_what_check;
alter table access_audit add constraint access_audit_what_check check (what ~ '^[a-z-]{1,40}$');
