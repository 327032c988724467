-- Agents who take calls on a telephone of their own, and calls that agents begin. The version before this one neither reads nor writes any of it.

-- Where one agent's calls ring. number_sealed: E.164 under the master key of master_version, bound to table, column and agent; nobody else's to read.
create table own_phone (
    agent_id        uuid primary key references account (id) on delete cascade,
    rings           boolean not null,
    number_sealed   bytea,
    master_version  integer,
    changed_at      timestamptz not null,
    check ((number_sealed is null) = (master_version is null)),
    check (not rings or number_sealed is not null)
);

-- One agent's telephone rung for one assignment. Nothing personal: the number lies with the agent. No foreign keys, so that contact and agent can be erased first.
-- state: 1 asked, 2 ringing, 3 picked up, 4 taken (pressed 1), 9 over.
create table own_phone_ring (
    assignment_id  uuid primary key,
    agent_id       uuid not null,
    state          integer not null check (state in (1, 2, 3, 4, 9)),
    asked_at       timestamptz not null,
    tried_at       timestamptz,
    call_sid       text unique,
    muted          boolean not null default false,
    problem        text
);

-- A call that an agent began: who, and the request of their browser, so that a repeat makes no second one. begun_from: the contact beside which they pressed it.
alter table contact
    add column begun_by uuid,
    add column begun_from uuid,
    add column begun_request uuid;
create unique index contact_begun_once on contact (begun_request) where begun_request is not null;
