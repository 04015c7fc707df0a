package import Postgres
package import Programme

extension Inspection: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            title: try row.next(),
            inspected: try row.next(),
            leader: try row.next(),
            heldOn: try row.next(),
            conclusions: try row.next()
        )
    }
}

/// Inspections, and what they found. A refusal ends the transaction.
package struct InspectionRepository {
    let tx: TenantTransaction

    /// Inspections of a year or all, the latest first.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        in year: Int? = nil,
        after: InspectionID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredWork<IdentitySubject.Inspection, Inspection>> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let days = WorkPage<Void>.days(of: year)
        let rows = try await tx.run(
            """
            -- InspectionRepository.list
            select i.id, i.version, i.title, i.inspected, i.leader, i.held_on, i.conclusions
            from app.inspections as i
            where i.tenant_id = \(tx.tenant)
                and i.held_on between \(days.first) and \(days.last)
                and (
                    \(after)::uuid is null
                    or (i.held_on, i.id) < (
                        select last.held_on, last.id
                        from app.inspections as last
                        where last.tenant_id = \(tx.tenant)
                            and last.id = \(after)
                    )
                )
            order by i.held_on desc, i.id desc
            limit \(limit + 1)
            """
        )
        return WorkPage(try rows.decode(StoredWork<IdentitySubject.Inspection, Inspection>.self), limit: limit)
    }

    /// One of them.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: InspectionID) async throws -> StoredWork<IdentitySubject.Inspection, Inspection> {
        let rows = try await tx.run(
            """
            -- InspectionRepository.find
            select i.id, i.version, i.title, i.inspected, i.leader, i.held_on, i.conclusions
            from app.inspections as i
            where i.tenant_id = \(tx.tenant)
                and i.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredWork<IdentitySubject.Inspection, Inspection>.self).first else {
            throw StoreError.notFound
        }
        return found
    }

    /// Adds one.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workDates`, `.workRange`.
    package func insert(_ record: Inspection) async throws -> InspectionID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let id = InspectionID.next()
        _ = try await tx.run(
            [
                """
                -- InspectionRepository.insert
                insert into app.inspections (
                    tenant_id, id, title, inspected, leader, held_on, conclusions, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(r.title), \(r.inspected), \(r.leader), \(r.heldOn), \(r.conclusions),
                    \(tx.context.officer)
                )
                """,
                tx.auditLine(.inspectionInsert, subjects: [id.uuid]),
            ]
        )
        return id
    }

    /// Changes one.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`.
    package func update(_ id: InspectionID, version: Int, _ record: Inspection) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- InspectionRepository.update
                update app.inspections
                set title = \(r.title), inspected = \(r.inspected), leader = \(r.leader), held_on = \(r.heldOn),
                    conclusions = \(r.conclusions), officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.inspectionUpdate, subjects: [id.uuid]),
            ]
        )
        return version + 1
    }

    /// Removes one that was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func remove(_ id: InspectionID, version: Int) async throws {
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- InspectionRepository.remove
                delete from app.inspections
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.inspectionRemove, subjects: [id.uuid]),
            ]
        )
    }

    private func lock(_ id: InspectionID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- InspectionRepository.lock
            select i.version
            from app.inspections as i
            where i.tenant_id = \(tx.tenant)
                and i.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// Inspections, and what they found.
    package var inspections: InspectionRepository { InspectionRepository(tx: self) }
}
