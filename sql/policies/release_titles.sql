-- What is counted by kind is published to the city as the other totals are; a tenant reads what the kinds are called, and its own.
revoke all on tally.kinds, release.kinds, release.kind_measures, release.kind_totals, release.wholes, release.rolls,
    release.pilots, release.denominators, release.target_kinds
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select on tally.kinds to hoctap_worker;
grant select on release.kinds, release.kind_measures, release.kind_totals, release.wholes, release.rolls, release.pilots,
    release.denominators, release.target_kinds
    to hoctap_city, hoctap_worker, hoctap_admin;
grant select on release.kinds, release.kind_measures to hoctap_server;
