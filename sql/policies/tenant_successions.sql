-- Which ward took which one's place everybody may know; the operator enters it.
revoke all on app.tenant_successions
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

grant select on app.tenant_successions to hoctap_server, hoctap_admin;
grant insert, update, delete on app.tenant_successions to hoctap_admin;
