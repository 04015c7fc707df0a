-- The totals. The ledger is written by triggers and taken out by the fold, and nobody else may do either; who is counted
-- (presence) and as which person (person_cells) nobody may read. The worker calls its functions and reads sums.
revoke all on tally.measures, tally.age_bands, tally.ledger, tally.cells, tally.presence, tally.person_cells,
    tally.distinct_cells, tally.area_levels, tally.worker, tally.frozen_years, tally.frozen_cells,
    tally.frozen_distinct_cells, tally.published_cells, tally.person_key, tally.closed_years
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select on tally.measures, tally.age_bands, tally.cells, tally.distinct_cells, tally.area_levels, tally.worker,
    tally.frozen_years, tally.frozen_cells, tally.frozen_distinct_cells, tally.published_cells, tally.person_key,
    tally.closed_years
    to hoctap_worker;
grant execute on function tally.lead_key(), tally.fold_key(), tally.take_lead(text), tally.fold(bigint, int),
    tally.levels_differ(), tally.rebuild(), tally.differences(), tally.sizes(), tally.waiting(), tally.freeze(smallint),
    tally.close_year(smallint), tally.open_year(smallint),
    tally.year_differences(smallint), tally.frozen_is_whole(smallint), tally.explain_persons(smallint, smallint, uuid)
    to hoctap_worker;
-- who has the key says which one it is; only the operator exchanges it
grant usage on schema tally to hoctap_server, hoctap_admin;
grant execute on function tally.note_person_key(int) to hoctap_server, hoctap_admin;
grant execute on function tally.use_person_key(int) to hoctap_admin;
-- behind release.people_totals
grant execute on function tally.age_of(smallint, date, smallint[]) to hoctap_city, hoctap_worker, hoctap_admin;
