-- Everybody knows what the organisations are called. A trigger of app.tenants, which only the operator changes, keeps them.
revoke all on app.tenant_names from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

grant select on app.tenant_names to hoctap_server, hoctap_worker, hoctap_admin;
grant insert, update on app.tenant_names to hoctap_admin;
