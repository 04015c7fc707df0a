-- What every contender reads and writes. Safe to run again: it starts afresh.
set client_min_messages to warning;

-- one_row_*, rows_1000_*, pipeline_1000: ten thousand members with names of our members' kind and length.
drop table if exists bench_member;
create table bench_member (id bigint primary key, name text not null);
insert into bench_member select i, 'Nguyễn Thị Học ' || i from generate_series(1, 10000) as i;

-- tenant_read: the same rows twice, under row security and without.
drop table if exists bench_tenant_member, bench_plain_member;
create table bench_tenant_member (tenant_id uuid, id bigint, name text not null, primary key (tenant_id, id));
insert into bench_tenant_member
select ('00000000-0000-7000-8000-00000000000' || tenant)::uuid, i, 'Nguyễn Thị Học ' || i
from generate_series(1, 5) as tenant, generate_series(1, 10000) as i;
create table bench_plain_member (like bench_tenant_member including all);
insert into bench_plain_member select * from bench_tenant_member;
alter table bench_tenant_member enable row level security;
alter table bench_tenant_member force row level security;
create policy tenant on bench_tenant_member
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- toolbench_3 to toolbench_6, after MagicStack's toolbench.
drop table if exists bench_bytes, bench_array, bench_insert;
create table bench_bytes (b bytea);
insert into bench_bytes select convert_to(repeat('a', 1024), 'UTF8') from generate_series(1, 100);
create table bench_array (a integer[]);
insert into bench_array
select (select array_agg(i) from generate_series(1, 100) as i) from generate_series(1, 100);
create unlogged table bench_insert (a integer, b integer, c integer, d text, e float8, f integer, g text);

-- copy_in, copy_out. Unlogged: the disk is the same for all, and not what is measured.
drop table if exists bench_copy_in, bench_copy_out;
create unlogged table bench_copy_in (id bigint, name text, born date, score float8, is_active boolean);
create unlogged table bench_copy_out (like bench_copy_in);

-- Row security does not hold for a superuser, so the benchmarks run as a role that is none.
do $$
begin
    if not exists (select from pg_roles where rolname = 'bench_server') then
        create role bench_server login;
    end if;
end
$$;
grant select, insert, update, delete, truncate on all tables in schema public to bench_server;
vacuum analyze;
