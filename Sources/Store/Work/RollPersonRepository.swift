package import Postgres
package import Programme

extension RollPerson: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            audience: try row.next(),
            fullName: try row.next(),
            position: try row.next(),
            from: try row.next(),
            through: try row.next()
        )
    }
}

/// Those who are to be trained: persons, whom only officers of the whole tenant are shown. A refusal ends the transaction.
package struct RollPersonRepository {
    private static let refusals: [String: StoreRefusal] = ["training_people_person_fkey": .rollPersonTrained]

    let tx: TenantTransaction

    /// Those on one roll, in the order in which they were entered.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        of audience: TrainingAudience,
        after: RollPersonID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredWork<IdentitySubject.RollPerson, RollPerson>> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let rows = try await tx.run([
            tx.auditLine(.rollList, subjects: []),
            """
            -- RollPersonRepository.list
            select p.id, p.version, p.audience, p.full_name, p.position, p.from_on, p.to_on
            from app.roll_people as p
            where p.tenant_id = \(tx.tenant)
                and p.audience = \(audience)
                and (\(after)::uuid is null or p.id > \(after))
            order by p.id
            limit \(limit + 1)
            """,
        ])[1]
        return WorkPage(try rows.decode(StoredWork<IdentitySubject.RollPerson, RollPerson>.self), limit: limit)
    }

    /// One of them.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: RollPersonID) async throws -> StoredWork<IdentitySubject.RollPerson, RollPerson> {
        let rows = try await tx.run([
            tx.auditLine(.rollList, subjects: [id.uuid]),
            """
            -- RollPersonRepository.find
            select p.id, p.version, p.audience, p.full_name, p.position, p.from_on, p.to_on
            from app.roll_people as p
            where p.tenant_id = \(tx.tenant)
                and p.id = \(id)
            """,
        ])[1]
        guard let found = try rows.decode(StoredWork<IdentitySubject.RollPerson, RollPerson>.self).first else {
            throw StoreError.notFound
        }
        return found
    }

    /// Adds one.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workDates`, `.workRange`.
    package func insert(_ record: RollPerson) async throws -> RollPersonID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let id = RollPersonID.next()
        _ = try await tx.run(
            [
                """
                -- RollPersonRepository.insert
                insert into app.roll_people (
                    tenant_id, id, audience, full_name, position, from_on, to_on, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(r.audience), \(r.fullName), \(r.position), \(r.from), \(r.through),
                    \(tx.context.officer)
                )
                """,
                tx.auditLine(.rollInsert, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Changes one.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`.
    package func update(_ id: RollPersonID, version: Int, _ record: RollPerson) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- RollPersonRepository.update
                update app.roll_people
                set audience = \(r.audience), full_name = \(r.fullName), position = \(r.position),
                    from_on = \(r.from), to_on = \(r.through), officer_id = \(tx.context.officer),
                    version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.rollUpdate, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Removes one that was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.rollPersonTrained)` for somebody who was trained: end it.
    package func remove(_ id: RollPersonID, version: Int) async throws {
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- RollPersonRepository.remove
                delete from app.roll_people
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.rollRemove, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
    }

    private func lock(_ id: RollPersonID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- RollPersonRepository.lock
            select p.version
            from app.roll_people as p
            where p.tenant_id = \(tx.tenant)
                and p.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// Those who are to be trained.
    package var roll: RollPersonRepository { RollPersonRepository(tx: self) }
}
