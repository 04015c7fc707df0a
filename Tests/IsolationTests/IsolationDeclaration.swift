/// Who may do what, table by table. Whatever the database answers otherwise is a fault; so is a table that does not stand here.
///
/// A line says what a role is granted (`s`elect, `i`nsert, `u`pdate, `d`elete), and what of that works on the rows of the own
/// tenant when the transaction says that it acts for
///
/// - an `admin`istrator of the whole tenant who writes, and is a steward of the city's besides,
/// - an editor of the branch and the hamlet in which all its members are (`near`), or of the other branch (`far`),
/// - a `viewer` of the whole tenant, in a transaction that writes,
/// - an administrator in a transaction that is for `reading`,
/// - `nobody`: nothing set, left over from a transaction before, or a tenant that does not exist.
///
/// A letter means all rows of the tenant, with a star behind it some of them: the officer's own uploads, keys and account. Rows of
/// another tenant are never seen, changed or made but for a capital letter, behind which a number says how many: classes that are
/// open to all or have a member of ours in them, and who is in ours (two tenants of three classes each, see `TwoTenants`);
/// a certificate whose code one has; what the ward before kept (the first tenant took the place of the other), and clans over
/// several wards. Tables without tenants are one and the same for all. A role that has no line for a
/// table is granted nothing. The owner is granted everything and sees no row of a tenant but in functions that count, which say
/// so in a setting; nobody signs in as it.
enum IsolationDeclaration {
    static let rights = """
        # table                     role    granted  admin  near     far    viewer  reading  nobody
        app.tenants                 server  s        s      s        s      s       s        -
        app.tenants                 admin   siud     sSiud  sSiud    sSiud  sSiud   sSiud    sS
        app.tenants                 auth    s        s      s        s      s       s        -
        app.branches                server  siud     siud   s        s      s       s        -
        app.branches                admin   siud     siud   siud     siud   siud    siud     -
        app.branches                auth    s        s      s        s      s       s        -
        app.officers                server  siu      siu    s        s      s       s        -
        app.officers                admin   siud     siud   siud     siud   siud    siud     -
        app.officers                auth    s        s*     s*       s*     s*      s*       -
        app.members                 server  siud     siud   siud     -      s       s        -
        app.members                 admin   siud     siud   siud     siud   siud    siud     -
        app.members                 owner   siud     sS       sS       sS       sS       sS       -
        app.member_words            server  sid      sid    sid      -      s       s        -
        app.member_words            admin   siud     siud   siud     siud   siud    siud     -
        app.membership_events       server  sid      sid    sid      -      s       s        -
        app.membership_events       admin   siud     siud   siud     siud   siud    siud     -
        app.membership_events       owner   siud     sS       sS       sS       sS       sS       -
        app.consents                server  siud     siud   siud     -      s       s        -
        app.consents                admin   siud     siud   siud     siud   siud    siud     -
        app.member_merges           server  siud     siud   siud     -      s       s        -
        app.member_merges           admin   siud     siud   siud     siud   siud    siud     -
        app.distinct_members        server  sid      sid    sid      -      s       s        -
        app.distinct_members        admin   siud     siud   siud     siud   siud    siud     -
        app.imports                 server  siud     siud   s*iu*d*  i      s       s        -
        app.imports                 admin   siud     siud   siud     siud   siud    siud     -
        app.import_parts            server  sid      sid    s*id*    -      s       s        -
        app.import_parts            admin   siud     siud   siud     siud   siud    siud     -
        app.import_progress         server  siud     siud   s*iu*d*  -      s       s        -
        app.import_progress         admin   siud     siud   siud     siud   siud    siud     -
        app.import_rows             server  siud     siud   s*iu*d*  -      s       s        -
        app.import_rows             admin   siud     siud   siud     siud   siud    siud     -
        app.import_mappings         server  siud     siud   siud     siud   s       s        -
        app.import_mappings         admin   siud     siud   siud     siud   siud    siud     -
        app.audit_entries           server  si       si     i        i      i       si       -
        app.audit_entries           admin   sid      sid    sid      sid    sid     sid      -
        app.idempotency_keys        server  sid      sid    s*id*    s*id*  s*id*   s*id*    -
        app.idempotency_keys        admin   siud     siud   siud     siud   siud    siud     -
        app.centre_staff            server  siud     siud     s        s        s        s        -
        app.centre_staff            admin   siud     siud     siud     siud     siud     siud     -
        app.classes                 server  siu      siuS2    siu*S2   su*S1    sS2      sS2      -
        app.classes                 admin   siud     siudS1   siudS1   siudS1   siudS1   siudS1   -
        app.classes                 owner   siud     sS       sS       sS       sS       sS       -
        app.class_sessions          server  siud     siudS2   siu*d*S2 su*d*S1  sS2      sS2      -
        app.class_sessions          admin   siud     siudS1   siudS1   siudS1   siudS1   siudS1   -
        app.class_sessions          owner   siud     sS       sS       sS       sS       sS       -
        app.enrolments              server  siu      siuS1U1  siu      S1U1     sS1      sS1      -
        app.enrolments              admin   siud     siud     siud     siud     siud     siud     -
        app.enrolments              owner   siud     sS       sS       sS       sS       sS       -
        app.attendances             server  siud     siudS1I1U1D1 siud     S1I1U1D1 sS1      sS1      -
        app.attendances             admin   siud     siud     siud     siud     siud     siud     -
        app.attendances             owner   siud     sS       sS       sS       sS       sS       -
        app.learning_records        server  siud     siud     siud     -        s        s        -
        app.learning_records        admin   siud     siud     siud     siud     siud     siud     -
        app.learning_records        owner   siud     sS       sS       sS       sS       sS       -
        app.learning_plans          server  siud     siud     siud     -        s        s        -
        app.learning_plans          admin   siud     siud     siud     siud     siud     siud     -
        app.certificates            server  siu      siuS     siuS     S        sS       sS       -
        app.certificates            admin   siud     siud     siud     siud     siud     siud     -
        app.certificates            owner   siud     sS       sS       sS       sS       sS       -
        app.certificate_serials     server  siu      siu      siu      siu      s        s        -
        app.certificate_serials     admin   siud     siud     siud     siud     siud     siud     -
        app.subjects                server  siu      siuS     s*iu*S2  -        sS       sS       -
        app.subjects                admin   siud     siud     siud     siud     siud     siud     -
        app.subjects                owner   siud     sS       sS       sS       sS       sS       -
        app.subject_words           server  sid      sid      sid      -        s        s        -
        app.subject_words           admin   siud     siud     siud     siud     siud     siud     -
        app.household_people        server  siud     siudS    siudS    -        sS       sS       -
        app.household_people        admin   siud     siud     siud     siud     siud     siud     -
        app.household_people        owner   siud     sS       sS       sS       sS       sS       -
        app.clan_households         server  sid      sidS     sidS     -        sS       sS       -
        app.clan_households         admin   siud     siud     siud     siud     siud     siud     -
        app.clan_households         owner   siud     sS       sS       sS       sS       sS       -
        app.subject_successions     server  sid      sidS     sidS     -        sS       sS       -
        app.subject_successions     admin   siud     siud     siud     siud     siud     siud     -
        app.subject_successions     owner   siud     sS       sS       sS       sS       sS       -
        app.denominators            server  si       siS      siS      sS       sS       sS       -
        app.denominators            admin   sid      sid      sid      sid      sid      sid      -
        app.denominators            owner   siud     sS       sS       sS       sS       sS       -
        app.household_help          server  siud     siud     siud     -        s        s        -
        app.household_help          admin   siud     siud     siud     siud     siud     siud     -
        app.registrations           server  siu      siuS     siuS     -        sS       sS       -
        app.registrations           admin   siud     siud     siud     siud     siud     siud     -
        app.registrations           owner   siud     sS       sS       sS       sS       sS       -
        app.scores                  server  siud     siud     siud     -        s        s        -
        app.scores                  admin   siud     siud     siud     siud     siud     siud     -
        app.evidence                server  sid      sid      sid      -        s        s        -
        app.evidence                admin   sid      sid      sid      sid      sid      sid      -
        app.evidence_contents       server  sid      sid      sid      -        s        s        -
        app.evidence_contents       admin   sid      sid      sid      sid      sid      sid      -
        app.reviews                 server  siu      siu      siu      -        s        s        -
        app.reviews                 admin   siud     siud     siud     siud     siud     siud     -
        app.review_votes            server  si       si       si       -        s        s        -
        app.review_votes            admin   sid      sid      sid      sid      sid      sid      -
        app.proposals               server  si       si       s        s        s        s        -
        app.proposals               admin   sid      sid      sid      sid      sid      sid      -
        app.proposal_lines          server  si       si       si       -        s        s        -
        app.proposal_lines          admin   sid      sid      sid      sid      sid      sid      -
        app.decisions               server  si       siS      sS       sS       sS       sS       -
        app.decisions               admin   sid      sid      sid      sid      sid      sid      -
        app.decision_lines          server  si       siS      sS       S1       sS       sS       -
        app.decision_lines          admin   sid      sid      sid      sid      sid      sid      -
        app.decision_lines          owner   siud     sS       sS       sS       sS       sS       -
        app.appeals                 server  siu      siu      siu      -        s        s        -
        app.appeals                 admin   siud     siud     siud     siud     siud     siud     -
        app.ward_deadlines          server  siud     siud     s        s        s        s        -
        app.ward_deadlines          admin   siud     siud     siud     siud     siud     siud     -

        app.areas                   server  s        s      s        s      s       s        s
        app.areas                   auth    s        s      s        s      s       s        s
        app.areas                   worker  s        s      s        s      s       s        s
        app.areas                   admin   siud     siud   siud     siud   siud    siud     siud
        app.area_names              server  s        s      s        s      s       s        s
        app.area_names              auth    s        s      s        s      s       s        s
        app.area_names              worker  s        s      s        s      s       s        s
        app.area_names              admin   siud     siud   siud     siud   siud    siud     siud
        app.area_codes              server  s        s      s        s      s       s        s
        app.area_codes              auth    s        s      s        s      s       s        s
        app.area_codes              worker  s        s      s        s      s       s        s
        app.area_codes              admin   siud     siud   siud     siud   siud    siud     siud
        app.area_parents            server  s        s      s        s      s       s        s
        app.area_parents            auth    s        s      s        s      s       s        s
        app.area_parents            worker  s        s      s        s      s       s        s
        app.area_parents            admin   siud     siud   siud     siud   siud    siud     siud
        app.area_successions        server  s        s      s        s      s       s        s
        app.area_successions        auth    s        s      s        s      s       s        s
        app.area_successions        worker  s        s      s        s      s       s        s
        app.area_successions        admin   siud     siud   siud     siud   siud    siud     siud
        app.area_editions           server  s        s      s        s      s       s        s
        app.area_editions           auth    s        s      s        s      s       s        s
        app.area_editions           worker  s        s      s        s      s       s        s
        app.area_editions           admin   siud     siud   siud     siud   siud    siud     siud
        app.tenant_successions      server  s        s        s        s        s        s        s
        app.tenant_successions      admin   siud     siud     siud     siud     siud     siud     siud
        app.topics                  server  s        s        s        s        s        s        s
        app.topics                  worker  s        s        s        s        s        s        s
        app.topics                  admin   siud     siud     siud     siud     siud     siud     siud
        app.tenant_names            server  s        s        s        s        s        s        s
        app.tenant_names            worker  s        s        s        s        s        s        s
        app.tenant_names            admin   siu      siu      siu      siu      siu      siu      siu
        app.centres                 server  siu      siu*     s        s        s        s        s
        app.centres                 worker  s        s        s        s        s        s        s
        app.centres                 admin   siud     siud     siud     siud     siud     siud     siud
        app.centre_successions      server  s        s        s        s        s        s        s
        app.centre_successions      worker  s        s        s        s        s        s        s
        app.centre_successions      admin   siud     siud     siud     siud     siud     siud     siud
        app.centre_rooms            server  siud     siu*d*   s        s        s        s        s
        app.centre_rooms            admin   siud     siud     siud     siud     siud     siud     siud
        app.title_types             server  s        s        s        s        s        s        s
        app.title_types             admin   siud     siud     siud     siud     siud     siud     siud
        app.title_deadlines         server  siud     siud     s        s        s        s        s
        app.title_deadlines         admin   siud     siud     siud     siud     siud     siud     siud
        app.criteria_sets           server  siud     siud     s        s        s        s        s
        app.criteria_sets           admin   siud     siud     siud     siud     siud     siud     siud
        app.criteria_items          server  siud     siud     s        s        s        s        s
        app.criteria_items          admin   siud     siud     siud     siud     siud     siud     siud
        app.criteria_levels         server  siud     siud     s        s        s        s        s
        app.criteria_levels         admin   siud     siud     siud     siud     siud     siud     siud
        app.criteria_conditions     server  siud     siud     s        s        s        s        s
        app.criteria_conditions     admin   siud     siud     siud     siud     siud     siud     siud
        app.criteria_changes        server  si       si       -        -        -        -        -
        app.criteria_changes        admin   si       si       si       si       si       si       si

        identity.accounts           auth    siu      siu    siu      siu    siu     siu      siu
        identity.accounts           admin   siud     siud   siud     siud   siud    siud     siud
        identity.recovery_codes     auth    siud     siud   siud     siud   siud    siud     siud
        identity.recovery_codes     admin   sd       sd     sd       sd     sd      sd       sd
        identity.invitations        auth    siud     siud   siud     siud   siud    siud     siud
        identity.invitations        admin   i        i      i        i      i       i        i
        identity.sessions           auth    siud     siud   siud     siud   siud    siud     siud
        identity.sessions           admin   sud      sud    sud      sud    sud     sud      sud
        identity.api_tokens         auth    siud     siud   siud     siud   siud    siud     siud
        identity.api_tokens         admin   sud      sud    sud      sud    sud     sud      sud
        identity.sign_in_attempts   auth    siud     siud   siud     siud   siud    siud     siud
        identity.city_viewers       auth    s        s      s        s      s       s        s
        identity.city_viewers       admin   siu      siu    siu      siu    siu     siu      siu
        """ + work + reports + webhooks

    /// Where a right does not hold for every column: for which it does, or behind `not` for which it does not.
    static let columns = """
        # table                  role    right  columns
        app.tenants              auth    s      id key kind name state
        app.branches             auth    s      tenant_id id parent_id
        app.officers             auth    s      tenant_id id account_id role branch_id area_id state
        app.members              server  s      not person_token token_epoch
        app.members              admin   s      not person_token
        app.household_people     server  s      not person_token token_epoch
        app.centres              server  u      name address phone opened_on closed_on version
        app.centre_rooms         server  u      name seats
        app.registrations        server  u      version registered_on state area_id zone set_id points level remark officer_id updated_at
        app.enrolments           server  u      not tenant_id id host_id class_id
        app.attendances          server  u      enrolment_id minutes
        identity.accounts        admin   s      not password_hash totp_secret totp_last_step
        identity.accounts        admin   i      id login display_name language
        identity.accounts        admin   u      display_name language disabled_at totp_secret totp_confirmed_at totp_last_step
        identity.recovery_codes  admin   s      account_id used_at
        identity.sessions        admin   s      id account_id tenant_id officer_id is_for_city ended_at
        identity.sessions        admin   u      ended_at
        identity.api_tokens      admin   s      id account_id tenant_id officer_id is_for_city revoked_at
        identity.api_tokens      admin   u      revoked_at
        identity.city_viewers    admin   u      ended_at
        """ + workColumns + reportColumns

    /// Who may name anything in a schema. Nobody but the owner makes anything in one.
    static let schemas = ["app": ["server", "auth", "worker", "admin"], "identity": ["auth", "admin"]]

    /// Whose rights a role can take: the owner's, to migrate, and by saying so alone.
    static let memberships = ["migrate": ["owner"]]
}
