package import Postgres
package import Programme

extension Gathering: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            kind: try row.next(),
            title: try row.next(),
            place: try row.next(),
            partner: try row.next(),
            heldOn: try row.next(),
            participants: try row.next(),
            contributions: try row.next(),
            conclusions: try row.next()
        )
    }
}

/// Workshops, consultations, study visits, reviews and launches. A refusal ends the transaction.
package struct GatheringRepository {
    let tx: TenantTransaction

    /// Gatherings of a year or all, the latest first.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        in year: Int? = nil,
        after: GatheringID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredWork<IdentitySubject.Gathering, Gathering>> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let days = WorkPage<Void>.days(of: year)
        let rows = try await tx.run(
            """
            -- GatheringRepository.list
            select g.id, g.version, g.kind, g.title, g.place, g.partner, g.held_on, g.participants, g.contributions,
                g.conclusions
            from app.gatherings as g
            where g.tenant_id = \(tx.tenant)
                and g.held_on between \(days.first) and \(days.last)
                and (
                    \(after)::uuid is null
                    or (g.held_on, g.id) < (
                        select last.held_on, last.id
                        from app.gatherings as last
                        where last.tenant_id = \(tx.tenant)
                            and last.id = \(after)
                    )
                )
            order by g.held_on desc, g.id desc
            limit \(limit + 1)
            """
        )
        return WorkPage(try rows.decode(StoredWork<IdentitySubject.Gathering, Gathering>.self), limit: limit)
    }

    /// One of them.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: GatheringID) async throws -> StoredWork<IdentitySubject.Gathering, Gathering> {
        let rows = try await tx.run(
            """
            -- GatheringRepository.find
            select g.id, g.version, g.kind, g.title, g.place, g.partner, g.held_on, g.participants, g.contributions,
                g.conclusions
            from app.gatherings as g
            where g.tenant_id = \(tx.tenant)
                and g.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredWork<IdentitySubject.Gathering, Gathering>.self).first else {
            throw StoreError.notFound
        }
        return found
    }

    /// Adds one.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workDates`, `.workRange`.
    package func insert(_ record: Gathering) async throws -> GatheringID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let id = GatheringID.next()
        _ = try await tx.run(
            [
                """
                -- GatheringRepository.insert
                insert into app.gatherings (
                    tenant_id, id, kind, title, place, partner, held_on, participants, contributions, conclusions,
                    officer_id
                )
                values (
                    \(tx.tenant), \(id), \(r.kind), \(r.title), \(r.place), \(r.partner), \(r.heldOn),
                    \(r.participants), \(r.contributions), \(r.conclusions), \(tx.context.officer)
                )
                """,
                tx.auditLine(.gatheringInsert, subjects: [id.uuid]),
            ]
        )
        return id
    }

    /// Changes one.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`.
    package func update(_ id: GatheringID, version: Int, _ record: Gathering) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- GatheringRepository.update
                update app.gatherings
                set kind = \(r.kind), title = \(r.title), place = \(r.place), partner = \(r.partner),
                    held_on = \(r.heldOn), participants = \(r.participants), contributions = \(r.contributions),
                    conclusions = \(r.conclusions), officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.gatheringUpdate, subjects: [id.uuid]),
            ]
        )
        return version + 1
    }

    /// Removes one that was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func remove(_ id: GatheringID, version: Int) async throws {
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- GatheringRepository.remove
                delete from app.gatherings
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.gatheringRemove, subjects: [id.uuid]),
            ]
        )
    }

    private func lock(_ id: GatheringID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- GatheringRepository.lock
            select g.version
            from app.gatherings as g
            where g.tenant_id = \(tx.tenant)
                and g.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// Workshops, consultations, visits, reviews and launches.
    package var gatherings: GatheringRepository { GatheringRepository(tx: self) }
}
