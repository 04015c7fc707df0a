-- What is published may be read by the city, and by the worker and the operator; a tenant reads its own.
revoke all on release.measures, release.age_bands, release.organisations, release.topics, release.areas,
    release.area_levels, release.monthly_totals, release.yearly_totals, release.current_totals, release.topic_totals,
    release.people_totals, release.persons, release.frozen_years, release.status, release.own_cells,
    release.year_end_members
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select on release.measures, release.age_bands, release.organisations, release.topics, release.areas,
    release.area_levels, release.monthly_totals, release.yearly_totals, release.current_totals, release.topic_totals,
    release.people_totals, release.persons, release.frozen_years, release.status, release.year_end_members
    to hoctap_city, hoctap_worker, hoctap_admin;
grant select on release.measures, release.age_bands, release.status, release.own_cells to hoctap_server;
