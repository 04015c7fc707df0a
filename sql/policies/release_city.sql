-- What only the pages of the city show, beside what policies/release.sql says; the targets are everybody's.
revoke all on release.targets, release.people_city_totals, release.return_states
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select on release.targets, release.people_city_totals, release.return_states to hoctap_city, hoctap_worker, hoctap_admin;
grant select on release.targets to hoctap_server;
