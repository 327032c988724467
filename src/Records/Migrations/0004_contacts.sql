-- Contacts, their keys, what providers sent, and who answered.
-- *_sealed: AES-GCM under the contact's data key, bound to table, column and row. *_hash: HMAC under an index key.

create table contact (
    id                    uuid primary key,
    pool                  text not null,
    line                  text not null,
    channel               integer not null,
    threaded              boolean not null,
    demand                text not null,
    priority              integer not null,
    state                 integer not null check (state between 1 and 3),
    close_reason          integer,
    arrived_at            timestamptz not null,
    waiting_since         timestamptz not null,
    closed_at             timestamptz,
    address_sealed        bytea,
    address_hash          bytea,
    address_hash_version  integer,
    event_epoch           bigint not null default 0,
    event_number          bigint not null default 0,
    -- Doors kept open: the person, only once confirmed; the case, until its exit. No code uses them yet.
    person_id             uuid,
    case_id               uuid,
    check ((address_hash is null) = (address_sealed is null) and (address_hash is null) = (address_hash_version is null))
);
-- One open conversation per person, line and channel: what two first texts at once run into.
create unique index contact_one_open_thread on contact (address_hash, line, channel) where threaded and state <> 3 and address_hash is not null;
create index contact_open on contact (pool, arrived_at) where state <> 3;
create index contact_recent on contact (pool, arrived_at desc) where state <> 1;
create index contact_address on contact (address_hash, line);

-- Deleting a row here is erasure: nothing of the contact decrypts again. (Whoever builds erasure also closes the contact and clears its address_hash.)
create table contact_key (
    contact_id      uuid primary key references contact (id),
    master_version  integer not null,
    wrapped         bytea not null
);

-- Deferred: the event is stored first, because its unique key decides whether the rest is stored at all.
create table provider_event (
    id               uuid primary key,
    provider_key     text not null unique,
    contact_id       uuid not null references contact (id) deferrable initially deferred,
    message_id       uuid,
    started_contact  boolean not null,
    raw_sealed       bytea not null,
    received_at      timestamptz not null
);
create index provider_event_contact on provider_event (contact_id);

-- Written by the history of events only. agent_id has no foreign key: the history outlives accounts.
create table assignment (
    id            uuid primary key,
    contact_id    uuid not null references contact (id),
    agent_id      uuid not null,
    channel       integer not null,
    state         integer not null check (state between 1 and 10),
    since         timestamptz not null,
    deadline      timestamptz,
    event_epoch   bigint not null,
    event_number  bigint not null
);
create index assignment_contact on assignment (contact_id);
create index assignment_wrap_up on assignment (contact_id) where state = 5;

-- role is null while a call is known only by its end, which came before its beginning.
create table call_leg (
    call_sid       text primary key,
    contact_id     uuid references contact (id),
    pool           text,
    role           integer,
    state          integer not null,
    queue_sid      text,
    assignment_id  uuid,
    agent_id       uuid,
    noted_at       timestamptz not null
);
create index call_leg_contact on call_leg (contact_id);
