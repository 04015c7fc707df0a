-- Areas are public: every program of ours reads them, and only the operator changes them.
revoke all on app.areas, app.area_names, app.area_codes, app.area_parents, app.area_successions, app.area_editions
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select on app.areas, app.area_names, app.area_codes, app.area_parents, app.area_successions, app.area_editions
    to hoctap_server, hoctap_auth, hoctap_worker, hoctap_admin;
grant insert, update, delete on app.areas, app.area_names, app.area_codes, app.area_parents, app.area_successions,
    app.area_editions
    to hoctap_admin;
