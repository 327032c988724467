-- Threads and the outbox. An outbound message is durable here before anything leaves.

create table message (
    id           uuid primary key,
    contact_id   uuid not null references contact (id),
    number       bigint generated always as identity,
    inbound      boolean not null,
    author_id    uuid,
    text_sealed  bytea not null,
    at           timestamptz not null,
    check (inbound = (author_id is null))
);
create index message_contact on message (contact_id, number);

create table outbox (
    message_id      uuid primary key references message (id),
    contact_id      uuid not null references contact (id),
    number          bigint generated always as identity,
    state           integer not null check (state between 1 and 9),
    problem         text,
    attempts        integer not null,
    not_before      timestamptz not null,
    locked_until    timestamptz,
    first_tried_at  timestamptz,
    provider_id     text unique,
    accepted_at     timestamptz,
    asked_at        timestamptz,
    settled_at      timestamptz,
    changed_at      timestamptz not null
);
create index outbox_to_do on outbox (number) where settled_at is null and state in (1, 2, 3);
create index outbox_order on outbox (contact_id, number) where state in (1, 2);
create index outbox_unsettled on outbox (accepted_at) where state in (4, 5);

-- A status that came before our own request was answered.
create table early_status (
    provider_id  text primary key,
    state        integer not null,
    problem      text,
    at           timestamptz not null
);
create index early_status_at on early_status (at);
