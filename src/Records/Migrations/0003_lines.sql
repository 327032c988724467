-- Published service lines. Nothing here is personal.

create table service_line (
    id        text primary key,
    pool      text not null,
    name      text not null,
    area      text not null,
    language  text not null,
    greeting  text not null
);

create table service_line_address (
    channel  integer not null,
    address  text not null,
    line_id  text not null references service_line (id) on delete cascade,
    primary key (channel, address)
);
create index service_line_address_line on service_line_address (line_id);
