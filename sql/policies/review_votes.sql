-- How a meeting voted is seen with the registration, and stays; a later meeting votes anew.
revoke all on app.review_votes from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

drop policy if exists server on app.review_votes;
create policy server on app.review_votes to hoctap_server
    using (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = review_votes.tenant_id
                    and registrations.id = review_votes.registration_id
            )
        )
    )
    with check (
        tenant_id = (select app.current_tenant())
        and (
            (select app.sees_whole_tenant())
            or exists (
                select from app.registrations
                where registrations.tenant_id = review_votes.tenant_id
                    and registrations.id = review_votes.registration_id
            )
        )
    );

drop policy if exists server_insert on app.review_votes;
create policy server_insert on app.review_votes as restrictive for insert to hoctap_server
    with check ((select app.may_edit()));

drop policy if exists admin on app.review_votes;
create policy admin on app.review_votes to hoctap_admin
    using (tenant_id = (select app.current_tenant()))
    with check (tenant_id = (select app.current_tenant()));

grant select, insert on app.review_votes to hoctap_server;
grant select, insert, delete on app.review_votes to hoctap_admin;
