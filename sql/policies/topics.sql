-- Topics are public: every program of ours reads them, and only the operator changes them.
revoke all on app.topics from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;

grant select on app.topics to hoctap_server, hoctap_worker, hoctap_admin;
grant insert, update, delete on app.topics to hoctap_admin;
