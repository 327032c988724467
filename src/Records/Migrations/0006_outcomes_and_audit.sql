-- What came of each assignment, and who looked at what.

create table outcome (
    assignment_id   uuid primary key,
    contact_id      uuid not null references contact (id),
    agent_id        uuid not null,
    revision        integer not null check (revision > 0),
    contact_type    text,
    strands         text[] not null,
    incident_types  text[] not null,
    sharing         jsonb not null,
    risk            text,
    outcome         text,
    notes_sealed    bytea,
    saved_at        timestamptz not null,
    logged_at       timestamptz
);
create index outcome_contact on outcome (contact_id, saved_at);

create table access_audit (
    id             uuid primary key,
    at             timestamptz not null,
    agent_id       uuid not null,
    contact_id     uuid not null references contact (id),
    purpose        text not null,
    what           text not null check (what in ('thread', 'address', 'outcome')),
    reason_sealed  bytea
);
create index access_audit_contact on access_audit (contact_id, at);
create index access_audit_agent on access_audit (agent_id, at);
