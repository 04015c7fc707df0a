-- The operator notes backups and looks at them; nobody else needs to know.
revoke all on app.backups from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select, insert on app.backups to hoctap_admin;
