-- Who leads the programme, and which wards tried it first, everybody knows; the operator says it.
revoke all on app.associations, app.pilot_areas
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

grant select on app.associations, app.pilot_areas to hoctap_server, hoctap_worker, hoctap_admin;
grant insert, update, delete on app.associations, app.pilot_areas to hoctap_admin;
