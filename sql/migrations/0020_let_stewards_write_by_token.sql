-- Stewards of the city keep criteria by programs too: a token for the city may have the scope to write. Whether its owner is a
-- steward is asked at each use, and nothing else of the city's can be written. Old code makes no such token and lets one read.
alter table identity.api_tokens drop constraint api_tokens_city_reads;
comment on column identity.api_tokens.is_for_city is 'private: for the city''s totals and its criteria; it works for no tenant';
