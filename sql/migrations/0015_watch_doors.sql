-- Who opened the code at the door of a session, for whom it then records who came, and how often it was tried in vain. Old code
-- opens codes that nobody can use until the new code opens them again.
alter table app.class_sessions
    add column door_officer_id uuid,
    add column door_misses smallint not null default 0
        constraint class_sessions_door_misses_range check (door_misses between 0 and 1000);
create index class_sessions_door_index on app.class_sessions (door_code) where door_code is not null;
comment on index app.class_sessions_door_index is 'open: whoever types a code does not say whose class it is of';
comment on column app.class_sessions.door_officer_id is 'private: who opened the code at the door';
comment on column app.class_sessions.door_misses is 'private: how often its code was typed with what is not in the class';
