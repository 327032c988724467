-- Every event of every pool, as it happened; nothing personal. The checkpoint is the position below which Redis may forget.

create table routing_event (
    pool           text not null,
    epoch          bigint not null,
    number         bigint not null,
    at             timestamptz not null,
    kind           integer not null,
    contact_id     uuid,
    assignment_id  uuid,
    agent_id       uuid,
    facts          jsonb not null,
    primary key (pool, epoch, number)
);
create index routing_event_contact on routing_event (contact_id) where contact_id is not null;

create table event_checkpoint (
    pool    text primary key,
    epoch   bigint not null,
    number  bigint not null
);
