-- What is kept beside the record that it comes from, and follows it. The triggers run as whoever writes.

-- A name of an organisation, for everybody.
create or replace function app.keep_tenant_name() returns trigger
language plpgsql set search_path = ''
as $$
begin
    insert into app.tenant_names (id, kind, name, area_id)
    values (new.id, new.kind, new.name, new.area_id)
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, area_id = excluded.area_id;
    return null;
end
$$;
comment on function app.keep_tenant_name() is 'Has app.tenant_names follow app.tenants.';
create or replace trigger tenants_name after insert or update of kind, name, area_id on app.tenants
    for each row execute function app.keep_tenant_name();

-- Learning counts where a member lived, and in which branch, when it was recorded. A sex or a year of birth that is put
-- right was never another, and an area that becomes known was not known before: these go to what is recorded already.
-- Nobody's are taken away, so that an erased person goes on being counted.
create or replace function app.is_corrected(old_row app.members, new_row app.members) returns boolean
language sql immutable parallel safe set search_path = ''
return $2.state not in ('merged', 'erased')
    and (
        $1.sex is distinct from $2.sex
        or left($1.birth_date, 4) is distinct from left($2.birth_date, 4)
        or ($1.area_id is null and $2.area_id is not null)
    );
comment on function app.is_corrected(app.members, app.members) is
    'Whether a change of a member is one that what was learned follows.';

-- Each statement is planned for as many rows as there are: a list corrects many members at once, an officer one.
create or replace function app.carry_corrections() returns trigger
language plpgsql set search_path = ''
as $$
declare
    is_corrected boolean;
    learning text;
begin
    execute $query$
        select exists (
            select
            from new_rows
            join old_rows on old_rows.tenant_id = new_rows.tenant_id and old_rows.id = new_rows.id
            where app.is_corrected(old_rows, new_rows)
        )
    $query$ into is_corrected;
    if not is_corrected then
        return null;
    end if;
    foreach learning in array array['enrolments', 'learning_records', 'certificates'] loop
        execute format(
            $query$
                update app.%I as learned
                set sex = corrected.sex, birth_year = corrected.birth_year,
                    area_id = coalesce(learned.area_id, corrected.area_id)
                from (
                    select new_rows.tenant_id, new_rows.id, new_rows.sex,
                        left(new_rows.birth_date, 4)::smallint as birth_year, new_rows.area_id
                    from new_rows
                    join old_rows on old_rows.tenant_id = new_rows.tenant_id and old_rows.id = new_rows.id
                    where app.is_corrected(old_rows, new_rows)
                ) as corrected
                where learned.tenant_id = corrected.tenant_id
                    and learned.member_id = corrected.id
                    and (learned.sex, learned.birth_year, learned.area_id) is distinct from
                        (corrected.sex, corrected.birth_year, coalesce(learned.area_id, corrected.area_id))
            $query$,
            learning
        );
    end loop;
    return null;
end
$$;
comment on function app.carry_corrections() is 'Has what was learned follow corrections of a member.';
create or replace trigger members_corrections after update on app.members
    referencing old table as old_rows new table as new_rows
    for each statement execute function app.carry_corrections();

grant execute on function app.is_corrected(app.members, app.members) to hoctap_server, hoctap_admin;

-- A class that is put under another topic takes those enrolled along.
create or replace function app.carry_topic() returns trigger
language plpgsql set search_path = ''
as $$
begin
    update app.enrolments
    set topic_id = new.topic_id
    where host_id = new.tenant_id
        and class_id = new.id;
    update app.certificates
    set topic_id = new.topic_id
    from app.enrolments
    where enrolments.host_id = new.tenant_id
        and enrolments.class_id = new.id
        and certificates.tenant_id = enrolments.tenant_id
        and certificates.enrolment_id = enrolments.id;
    return null;
end
$$;
comment on function app.carry_topic() is 'Has enrolments follow the topic of their class.';
create or replace trigger classes_topic after update of topic_id on app.classes
    for each row when (old.topic_id <> new.topic_id) execute function app.carry_topic();

-- The host of a class judges and orders those enrolled, guests too. Who a guest is, is the guest's tenant's.
create or replace function app.keep_guest() returns trigger
language plpgsql set search_path = ''
as $$
begin
    if new.tenant_id = old.host_id or app.current_tenant() is distinct from old.host_id then
        return new;
    end if;
    if (new.member_id, new.enrolled_on) <> (old.member_id, old.enrolled_on)
        or (new.area_id, new.branch_id, new.sex, new.birth_year, new.officer_id)
            is distinct from (old.area_id, old.branch_id, old.sex, old.birth_year, old.officer_id)
    then
        raise exception 'row-level security policy: a guest is another tenant''s'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function app.keep_guest() is 'Keeps the host of a class from changing who a guest is.';
create or replace trigger enrolments_guest before update on app.enrolments
    for each row execute function app.keep_guest();
