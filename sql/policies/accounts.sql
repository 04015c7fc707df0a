-- Accounts and what opens them are read by the sign-in alone. The operator makes accounts, ends them and hands out
-- invitations, and cannot read a password's hash, a second factor or a token.
revoke all on identity.accounts, identity.recovery_codes, identity.invitations, identity.sessions, identity.api_tokens,
    identity.sign_in_attempts, identity.city_viewers
    from hoctap_server, hoctap_auth, hoctap_worker, hoctap_city, hoctap_admin, hoctap_backup;
grant select, insert, update, delete on identity.recovery_codes, identity.invitations, identity.sessions,
    identity.api_tokens, identity.sign_in_attempts to hoctap_auth;
grant select, insert, update on identity.accounts to hoctap_auth;
grant select on identity.city_viewers to hoctap_auth;

grant select (id, login, display_name, language, password_changed_at, totp_confirmed_at, disabled_at, created_at)
    on identity.accounts to hoctap_admin;
grant insert (id, login, display_name, language) on identity.accounts to hoctap_admin;
grant update (display_name, language, disabled_at, totp_secret, totp_confirmed_at, totp_last_step)
    on identity.accounts to hoctap_admin;
grant delete on identity.accounts to hoctap_admin;
grant insert on identity.invitations to hoctap_admin;
grant select (account_id, used_at), delete on identity.recovery_codes to hoctap_admin;
grant select (id, account_id, tenant_id, officer_id, is_for_city, ended_at), update (ended_at)
    on identity.sessions to hoctap_admin;
grant select (id, account_id, tenant_id, officer_id, is_for_city, revoked_at), update (revoked_at)
    on identity.api_tokens to hoctap_admin;
grant delete on identity.sessions, identity.api_tokens to hoctap_admin;

-- who may look at the city's totals: what was granted stays written down
grant select, insert, update (ended_at) on identity.city_viewers to hoctap_admin;
