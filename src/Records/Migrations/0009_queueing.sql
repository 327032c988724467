-- How lines queue, what agents stand by for, and what a contact keeps while it waits. All of it may be absent: the version before this one neither reads nor writes it.

-- QueuePolicy as JSON, camelCase; null is the default policy.
alter table service_line add column queue jsonb;

-- Back-up groups; an agent who has any is asked only once one of them is opened.
alter table agent_profile add column backups text[] not null default '{}';

-- resumes: the earlier contact of the same number that this one goes on from. No foreign key, so that either can be deleted first.
alter table contact
    add column stage integer not null default 0,
    add column known_to uuid,
    add column reserved_for uuid,
    add column task integer,
    add column resumes uuid;

-- A place in the queue is taken up again once, also when two calls come at the same moment.
create unique index contact_resumed_once on contact (resumes) where resumes is not null;
create index contact_address_closed on contact (address_hash, closed_at) where state = 3 and address_hash is not null;

-- 11: a parked conversation that was given back.
alter table assignment drop constraint assignment_state_check;
alter table assignment add constraint assignment_state_check check (state between 1 and 11);

-- The figures of a day start from its events.
create index routing_event_at on routing_event (pool, at);
