package import Postgres
package import Programme

extension Communication: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            kind: try row.next(),
            medium: try row.next(),
            title: try row.next(),
            audience: try row.next(),
            partner: try row.next(),
            heldOn: try row.next(),
            occasions: try row.next(),
            turns: try row.next(),
            copies: try row.next(),
            materials: try row.next()
        )
    }
}

/// What was done to make the programme known. A refusal ends the transaction.
package struct CommunicationRepository {
    let tx: TenantTransaction

    /// What was done in a year or in all, the latest first.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        in year: Int? = nil,
        after: CommunicationID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredWork<IdentitySubject.Communication, Communication>> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let days = WorkPage<Void>.days(of: year)
        let rows = try await tx.run(
            """
            -- CommunicationRepository.list
            select c.id, c.version, c.kind, c.medium, c.title, c.audience, c.partner, c.held_on, c.occasions, c.turns,
                c.copies, c.materials
            from app.communications as c
            where c.tenant_id = \(tx.tenant)
                and c.held_on between \(days.first) and \(days.last)
                and (
                    \(after)::uuid is null
                    or (c.held_on, c.id) < (
                        select last.held_on, last.id
                        from app.communications as last
                        where last.tenant_id = \(tx.tenant)
                            and last.id = \(after)
                    )
                )
            order by c.held_on desc, c.id desc
            limit \(limit + 1)
            """
        )
        return WorkPage(try rows.decode(StoredWork<IdentitySubject.Communication, Communication>.self), limit: limit)
    }

    /// One of them.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: CommunicationID) async throws -> StoredWork<IdentitySubject.Communication, Communication> {
        let rows = try await tx.run(
            """
            -- CommunicationRepository.find
            select c.id, c.version, c.kind, c.medium, c.title, c.audience, c.partner, c.held_on, c.occasions, c.turns,
                c.copies, c.materials
            from app.communications as c
            where c.tenant_id = \(tx.tenant)
                and c.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredWork<IdentitySubject.Communication, Communication>.self).first else {
            throw StoreError.notFound
        }
        return found
    }

    /// Adds one.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workDates`, `.workRange`.
    package func insert(_ record: Communication) async throws -> CommunicationID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let id = CommunicationID.next()
        _ = try await tx.run(
            [
                """
                -- CommunicationRepository.insert
                insert into app.communications (
                    tenant_id, id, kind, medium, title, audience, partner, held_on, occasions, turns, copies,
                    materials, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(r.kind), \(r.medium), \(r.title), \(r.audience), \(r.partner),
                    \(r.heldOn), \(r.occasions), \(r.turns), \(r.copies), \(r.materials), \(tx.context.officer)
                )
                """,
                tx.auditLine(.communicationInsert, subjects: [id.uuid]),
            ]
        )
        return id
    }

    /// Changes one.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`.
    package func update(_ id: CommunicationID, version: Int, _ record: Communication) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- CommunicationRepository.update
                update app.communications
                set kind = \(r.kind), medium = \(r.medium), title = \(r.title), audience = \(r.audience),
                    partner = \(r.partner), held_on = \(r.heldOn), occasions = \(r.occasions), turns = \(r.turns),
                    copies = \(r.copies), materials = \(r.materials), officer_id = \(tx.context.officer),
                    version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.communicationUpdate, subjects: [id.uuid]),
            ]
        )
        return version + 1
    }

    /// Removes one that was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func remove(_ id: CommunicationID, version: Int) async throws {
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- CommunicationRepository.remove
                delete from app.communications
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.communicationRemove, subjects: [id.uuid]),
            ]
        )
    }

    private func lock(_ id: CommunicationID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- CommunicationRepository.lock
            select c.version
            from app.communications as c
            where c.tenant_id = \(tx.tenant)
                and c.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// What was done to make the programme known.
    package var communications: CommunicationRepository { CommunicationRepository(tx: self) }
}
