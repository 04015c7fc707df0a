-- Reports: what keeps a signed one as it is, which ones wait to be made, and what anybody is told who has the code of one.
--
-- Of a signed report nothing changes, whoever asks; the operator removes it with its whole tenant.
create or replace function app.keep_report() returns trigger
language plpgsql set search_path = ''
as $$
begin
    if old.state = 'signed' and new is distinct from old then
        raise exception 'the report is signed' using errcode = 'check_violation', constraint = 'reports_state_step';
    end if;
    if old.state = new.state then
        return new;
    end if;
    if old.state || ' ' || new.state not in (
        'asked making', 'asked failed', 'making made', 'making failed', 'making asked', 'made asked', 'made signing',
        'signing signed', 'signing made', 'failed asked'
    ) then
        raise exception 'the report is at another step'
            using errcode = 'check_violation', constraint = 'reports_state_step';
    end if;
    return new;
end
$$;
comment on function app.keep_report() is 'Says which step of a report follows which, and keeps what was signed as it was signed.';
create or replace trigger reports_keep before update on app.reports
    for each row execute function app.keep_report();

create or replace function app.keep_report_file() returns trigger
language plpgsql set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' or not app.is_restoring() and exists (
        select from app.reports
        where reports.tenant_id = new.tenant_id and reports.id = new.report_id and reports.state = 'signed'
    ) then
        raise exception 'the report is signed' using errcode = 'check_violation', constraint = 'reports_state_step';
    end if;
    return new;
end
$$;
comment on function app.keep_report_file() is 'Files of reports never change, and a signed report gets none.';
create or replace trigger report_files_keep before insert or update on app.report_files
    for each row execute function app.keep_report_file();
create or replace trigger report_parts_keep before insert or update on app.report_parts
    for each row execute function app.keep_report_file();

-- Whoever makes reports makes those of all tenants, and does not know whose there are. Only the owner can look for them, hence a
-- definer's function; it tells which wait, and for whom they are made, and nothing that they say.
create or replace function app.waiting_reports(most int)
returns table (tenant_id uuid, report_id uuid, officer_id uuid)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select reports.tenant_id, reports.id, reports.officer_id
        from app.reports
        where reports.state in ('asked', 'making', 'signing') and coalesce(reports.held_until, '-infinity') < now()
        order by reports.created_at
        limit least($1, 100);
end
$$;
comment on function app.waiting_reports(int) is 'The reports that nobody is making, the oldest first.';
revoke all on function app.waiting_reports(int) from public;

create or replace function app.due_report_schedules(today date)
returns table (tenant_id uuid, form text, period text, officer_id uuid)
language plpgsql volatile security definer set search_path = '' set app.counting = 'on'
as $$
begin
    return query
        select schedules.tenant_id, schedules.form, schedules.period, schedules.officer_id
        from app.report_schedules as schedules
        where schedules.next_on <= $1
        limit 100;
end
$$;
comment on function app.due_report_schedules(date) is 'The schedules whose next report is to be made.';
revoke all on function app.due_report_schedules(date) from public;

-- Runs as its caller: a policy shows the one report that has the code. Nobody is named.
create or replace function app.verify_report(code text)
returns table (form text, year int, period text, issuer text, number text, signed_on date, hash bytea)
language plpgsql volatile set search_path = ''
as $$
begin
    perform set_config('app.certificate_code', coalesce($1, ''), true);
    return query
        select reports.form, reports.year::int, reports.period, reports.issuer, reports.number, reports.signed_on,
            reports.hash
        from app.reports
        where reports.code = $1 and reports.state = 'signed';
    perform set_config('app.certificate_code', '', true);
end
$$;
comment on function app.verify_report(text) is 'What anybody may know of the signed report with a code.';

grant execute on function app.waiting_reports(int), app.due_report_schedules(date), app.verify_report(text)
    to hoctap_server;
