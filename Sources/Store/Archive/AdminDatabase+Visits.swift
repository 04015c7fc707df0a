import Postgres
import Programme

/// Members who are guests in classes of other tenants, when one of the two goes: what they learned stays with them, as learning
/// done elsewhere that was verified, under the same identity.
extension AdminDatabase {
    /// The classes of other tenants in which members are, for an archive.
    static func visitedRows(of tenant: TenantID) -> String {
        """
        select c.tenant_id as host_id, c.id, n.name as host_name, c.title, c.topic_id, c.ends_on
        from app.classes c
        join app.tenant_names n on n.id = c.tenant_id
        where c.tenant_id <> '\(tenant)'
        order by c.tenant_id, c.id
        """
    }

    /// Before a tenant is removed: turns what others' members did in its classes into records of their own; not of those `leaving`
    /// with it.
    func keepGuests(of host: TenantID, leaving: [TenantID], in transaction: PostgresTransaction) async throws {
        let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self).map(\.id)
        let others = tenants.filter { !leaving.contains($0) }
        if others.isEmpty { return }
        _ = try await transaction.query(Self.enter(host))
        _ = try await transaction.query(
            """
            -- AdminDatabase.keepGuests: classes
            create temporary table removed_classes on commit drop as
            select c.id, n.name as host_name, c.title, c.topic_id, c.ends_on
            from app.classes c
            join app.tenant_names n on n.id = c.tenant_id
            where c.tenant_id = current_setting('app.tenant_id')::uuid
            """
        )
        for step in [recordQuery, certificateQuery, attendanceQuery, enrolmentQuery] {
            _ = try await forEach(others, in: transaction) { step($0, host) }
        }
        _ = try await transaction.query("-- AdminDatabase.keepGuests: end\ndrop table pg_temp.removed_classes")
    }

    /// While an archive is put back: of the loaded rows, turns those about classes that this database does not have into records.
    func settleVisits(of tenant: TenantID, in transaction: PostgresTransaction) async throws {
        let hosts = try await transaction.query(
            "-- AdminDatabase.settleVisits: hosts\nselect distinct host_id from pg_temp.\(raw: Self.loadedVisits)"
        ).decode(TenantID.self)
        _ = try await transaction.query(
            "-- AdminDatabase.settleVisits: table\ncreate temporary table known_classes (host_id uuid, id uuid) on commit drop"
        )
        _ = try await forEach(hosts, in: transaction) { host in
            """
            -- AdminDatabase.settleVisits: known
            insert into pg_temp.known_classes (host_id, id)
            select c.tenant_id, c.id
            from app.classes c
            join pg_temp.\(raw: Self.loadedVisits) v on v.host_id = c.tenant_id and v.id = c.id
            where c.tenant_id = \(host)
            """
        }
        _ = try await transaction.query(Self.enter(tenant))
        for query in Self.settlingQueries { _ = try await transaction.query(query, timeout: Self.archiveTimeout) }
    }

    private static var loadedVisits: String { quotedLoaded(TenantArchiveManifest.visited) }

    private static func quotedLoaded(_ table: String) -> String {
        PostgresQuery.quoted(identifier: loadedName(table))
    }

    private static var settlingQueries: [PostgresQuery] {
        let unknown = """
            e.host_id <> e.tenant_id
                and not exists (
                    select from pg_temp.known_classes k where k.host_id = e.host_id and k.id = e.class_id
                )
            """
        let (enrolments, attendances) = (quotedLoaded("app.enrolments"), quotedLoaded("app.attendances"))
        return [
            """
            -- AdminDatabase.settleVisits: records
            insert into pg_temp.\(raw: quotedLoaded("app.learning_records")) (
                tenant_id, id, member_id, title, provider, topic_id, ended_on, minutes, state, verified_on, evidence, area_id,
                branch_id, sex, birth_year, version, recorded_at
            )
            select e.tenant_id, e.id, e.member_id, v.title, v.host_name, v.topic_id, v.ends_on, sum(a.minutes), 'verified',
                v.ends_on, '', e.area_id, e.branch_id, e.sex, e.birth_year, 1, now()
            from pg_temp.\(raw: enrolments) e
            join pg_temp.\(raw: loadedVisits) v on v.host_id = e.host_id and v.id = e.class_id
            join pg_temp.\(raw: attendances) a on a.enrolment_id = e.id
            where \(raw: unknown)
            group by e.tenant_id, e.id, e.member_id, v.title, v.host_name, v.topic_id, v.ends_on, e.area_id, e.branch_id, e.sex,
                e.birth_year
            """,
            """
            -- AdminDatabase.settleVisits: certificates
            update pg_temp.\(raw: quotedLoaded("app.certificates")) c
            set enrolment_id = null,
                learning_record_id = (select r.id from pg_temp.\(raw: quotedLoaded("app.learning_records")) r where r.id = e.id)
            from pg_temp.\(raw: enrolments) e
            where c.enrolment_id = e.id and \(raw: unknown)
            """,
            """
            -- AdminDatabase.settleVisits: attendances
            delete from pg_temp.\(raw: attendances) a
            using pg_temp.\(raw: enrolments) e
            where a.enrolment_id = e.id and \(raw: unknown)
            """,
            """
            -- AdminDatabase.settleVisits: enrolments
            delete from pg_temp.\(raw: enrolments) e
            where \(raw: unknown)
            """,
        ]
    }

    private func recordQuery(_ tenant: TenantID, _ host: TenantID) -> PostgresQuery {
        """
        -- AdminDatabase.keepGuests: records
        with kept as (
            insert into app.learning_records (
                tenant_id, id, member_id, title, provider, topic_id, ended_on, minutes, state, verified_on, area_id, branch_id,
                sex, birth_year
            )
            select e.tenant_id, e.id, e.member_id, v.title, v.host_name, v.topic_id, v.ends_on, came.minutes, 'verified',
                v.ends_on, e.area_id, e.branch_id, e.sex, e.birth_year
            from app.enrolments e
            join pg_temp.removed_classes v on v.id = e.class_id
            cross join lateral (
                select sum(a.minutes) as minutes
                from app.attendances a
                where a.tenant_id = e.tenant_id and a.enrolment_id = e.id
            ) came
            where e.tenant_id = \(tenant)
                and e.host_id = \(host)
                and came.minutes > 0
            returning id
        )
        insert into app.audit_entries (tenant_id, id, action, subjects)
        select \(tenant), \(AuditEntryID.next()), \(AuditAction.learningVerify), array_agg(kept.id)
        from kept
        having count(*) > 0
        """
    }

    private func certificateQuery(_ tenant: TenantID, _ host: TenantID) -> PostgresQuery {
        """
        -- AdminDatabase.keepGuests: certificates
        update app.certificates c
        set enrolment_id = null,
            learning_record_id = (
                select r.id from app.learning_records r where r.tenant_id = e.tenant_id and r.id = e.id
            )
        from app.enrolments e
        where c.tenant_id = \(tenant)
            and e.tenant_id = \(tenant)
            and e.id = c.enrolment_id
            and e.host_id = \(host)
        """
    }

    private func attendanceQuery(_ tenant: TenantID, _ host: TenantID) -> PostgresQuery {
        """
        -- AdminDatabase.keepGuests: attendances
        delete from app.attendances
        where tenant_id = \(tenant)
            and host_id = \(host)
        """
    }

    private func enrolmentQuery(_ tenant: TenantID, _ host: TenantID) -> PostgresQuery {
        """
        -- AdminDatabase.keepGuests: enrolments
        delete from app.enrolments
        where tenant_id = \(tenant)
            and host_id = \(host)
        """
    }
}
