-- What is kept beside the record that it comes from, and follows it. The triggers run as whoever writes.

-- A name of an organisation, for everybody.
create or replace function app.keep_tenant_name() returns trigger
language plpgsql set search_path = ''
as $$
begin
    insert into app.tenant_names (id, kind, name)
    values (new.id, new.kind, new.name)
    on conflict (id) do update set kind = excluded.kind, name = excluded.name;
    return null;
end
$$;
comment on function app.keep_tenant_name() is 'Has app.tenant_names follow app.tenants.';
create or replace trigger tenants_name after insert or update of kind, name on app.tenants
    for each row execute function app.keep_tenant_name();

-- Learning counts where a member lived, and in which branch, when it was recorded. A sex or a year of birth that is put
-- right was never another, and an area that becomes known was not known before: these go to what is recorded already.
-- Nobody's are taken away, so that an erased person goes on being counted.
create or replace function app.carry_corrections() returns trigger
language plpgsql set search_path = ''
as $$
declare
    born constant smallint := left(new.birth_date, 4);
begin
    update app.enrolments
    set sex = new.sex, birth_year = born, area_id = coalesce(area_id, new.area_id)
    where tenant_id = new.tenant_id
        and member_id = new.id
        and (sex, birth_year, area_id) is distinct from (new.sex, born, coalesce(area_id, new.area_id));
    update app.learning_records
    set sex = new.sex, birth_year = born, area_id = coalesce(area_id, new.area_id)
    where tenant_id = new.tenant_id
        and member_id = new.id
        and (sex, birth_year, area_id) is distinct from (new.sex, born, coalesce(area_id, new.area_id));
    update app.certificates
    set sex = new.sex, birth_year = born, area_id = coalesce(area_id, new.area_id)
    where tenant_id = new.tenant_id
        and member_id = new.id
        and (sex, birth_year, area_id) is distinct from (new.sex, born, coalesce(area_id, new.area_id));
    return null;
end
$$;
comment on function app.carry_corrections() is 'Has what was learned follow corrections of a member.';
create or replace trigger members_corrections after update of sex, birth_date, area_id, state on app.members
    for each row when (
        new.state not in ('merged', 'erased')
        and (
            old.sex is distinct from new.sex
            or left(old.birth_date, 4) is distinct from left(new.birth_date, 4)
            or (old.area_id is null and new.area_id is not null)
        )
    )
    execute function app.carry_corrections();

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
    if new.tenant_id = app.current_tenant() then
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
