-- What only the pages of the city show, beside what policies/release.sql says.
revoke all on release.targets, release.people_city_totals
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select on release.targets, release.people_city_totals to hoctap_city, hoctap_worker, hoctap_admin;
