-- What this database is for, and which keys it has been used with.
-- Times are timestamptz, in UTC. Numbers that stand for a word are the enum numbers of src/Contracts and src/Records, which never change once released.

create table installation (
    id         integer primary key check (id = 1),
    demo       boolean not null,
    marked_at  timestamptz not null
);

-- check_value tells one key from another without being the key: a start with the wrong key is refused before anything is written with it.
create table encryption_key (
    kind           text not null check (kind in ('master', 'index')),
    version        integer not null check (version > 0),
    check_value    bytea not null,
    first_used_at  timestamptz not null,
    primary key (kind, version)
);

-- ASP.NET Core's data-protection key ring: shared by all nodes, kept over restarts, each secret wrapped by the master key.
create table sign_in_key (
    id          uuid primary key,
    name        text not null,
    xml         text not null,
    created_at  timestamptz not null
);
