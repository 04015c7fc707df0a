package import Postgres
package import Programme

extension Training: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.init(
            audience: try row.next(),
            title: try row.next(),
            isComputing: try row.next(),
            host: try row.next(),
            place: try row.next(),
            heldOn: try row.next(),
            endsOn: try row.next(),
            hours: try row.next()
        )
    }
}

/// Trainings of officers of the Association and of those who run centres. A refusal ends the transaction.
package struct TrainingRepository {
    let tx: TenantTransaction

    /// Trainings of a year or all, the latest first.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        in year: Int? = nil,
        after: TrainingID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredWork<IdentitySubject.Training, Training>> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let days = WorkPage<Void>.days(of: year)
        let rows = try await tx.run(
            """
            -- TrainingRepository.list
            select t.id, t.version, t.audience, t.title, t.is_computing, t.host, t.place, t.held_on, t.ends_on, t.hours
            from app.trainings as t
            where t.tenant_id = \(tx.tenant)
                and t.held_on between \(days.first) and \(days.last)
                and (
                    \(after)::uuid is null
                    or (t.held_on, t.id) < (
                        select last.held_on, last.id
                        from app.trainings as last
                        where last.tenant_id = \(tx.tenant)
                            and last.id = \(after)
                    )
                )
            order by t.held_on desc, t.id desc
            limit \(limit + 1)
            """
        )
        return WorkPage(try rows.decode(StoredWork<IdentitySubject.Training, Training>.self), limit: limit)
    }

    /// One of them.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: TrainingID) async throws -> StoredWork<IdentitySubject.Training, Training> {
        let rows = try await tx.run(
            """
            -- TrainingRepository.find
            select t.id, t.version, t.audience, t.title, t.is_computing, t.host, t.place, t.held_on, t.ends_on, t.hours
            from app.trainings as t
            where t.tenant_id = \(tx.tenant)
                and t.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredWork<IdentitySubject.Training, Training>.self).first else {
            throw StoreError.notFound
        }
        return found
    }

    /// Adds one.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workDates`, `.workRange`.
    package func insert(_ record: Training) async throws -> TrainingID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let id = TrainingID.next()
        _ = try await tx.run(
            [
                """
                -- TrainingRepository.insert
                insert into app.trainings (
                    tenant_id, id, audience, title, is_computing, host, place, held_on, ends_on, hours, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(r.audience), \(r.title), \(r.isComputing), \(r.host), \(r.place),
                    \(r.heldOn), \(r.endsOn), \(r.hours), \(tx.context.officer)
                )
                """,
                tx.auditLine(.trainingInsert, subjects: [id.uuid]),
            ]
        )
        return id
    }

    /// Changes one.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`.
    package func update(_ id: TrainingID, version: Int, _ record: Training) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- TrainingRepository.update
                update app.trainings
                set audience = \(r.audience), title = \(r.title), is_computing = \(r.isComputing), host = \(r.host),
                    place = \(r.place), held_on = \(r.heldOn), ends_on = \(r.endsOn), hours = \(r.hours),
                    officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.trainingUpdate, subjects: [id.uuid]),
            ]
        )
        return version + 1
    }

    /// Removes one that was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func remove(_ id: TrainingID, version: Int) async throws {
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- TrainingRepository.remove
                delete from app.trainings
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.trainingRemove, subjects: [id.uuid]),
            ]
        )
    }

    private func lock(_ id: TrainingID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- TrainingRepository.lock
            select t.version
            from app.trainings as t
            where t.tenant_id = \(tx.tenant)
                and t.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// Trainings, and who was trained.
    package var trainings: TrainingRepository { TrainingRepository(tx: self) }
}
