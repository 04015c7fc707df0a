import Postgres
package import Programme

/// Returns for half a year or a year. What they count the system computes; who may do which step the database decides. A refusal
/// ends the transaction.
package struct ReturnRepository {
    private static let refusals: [String: StoreRefusal] = [
        "returns_period_unique": .returnExists, "returns_state_step": .returnState,
    ]

    let tx: TenantTransaction

    /// The own returns, the latest first.
    package func list() async throws -> [StoredReturn] {
        try await tx.run(
            """
            -- ReturnRepository.list
            select \(raw: StoredReturn.columns)
            from app.returns as r
            join app.tenant_names as owner on owner.id = r.tenant_id
            where r.tenant_id = \(tx.tenant)
            order by r.year desc, r.period desc, r.id
            limit \(WorkLimits.most)
            """
        ).decode(StoredReturn.self)
    }

    /// What others have sent for a year; nothing unless this tenant leads the programme. By period, and by whom they are.
    package func received(in year: Int) async throws -> [StoredReturn] {
        try await tx.run(
            """
            -- ReturnRepository.received
            select \(raw: StoredReturn.columns)
            from app.returns as r
            join app.tenant_names as owner on owner.id = r.tenant_id
            where r.tenant_id <> \(tx.tenant)
                and r.year = \(year)
                and r.state <> 'draft'
            order by r.period desc, owner.kind, owner.name, r.id
            limit \(WorkLimits.mostLines)
            """
        ).decode(StoredReturn.self)
    }

    /// One return: an own one, or one that was sent to this tenant.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: WorkReturnID, of owner: TenantID) async throws -> StoredReturn {
        let rows = try await tx.run(
            """
            -- ReturnRepository.find
            select \(raw: StoredReturn.columns)
            from app.returns as r
            join app.tenant_names as owner on owner.id = r.tenant_id
            where r.tenant_id = \(owner)
                and r.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredReturn.self).first else { throw StoreError.notFound }
        return found
    }

    /// Begins a return, with the figures as they are.
    ///
    /// - Throws: `.refused` with `.returnExists`, `.textLength`, `.returnPeriod` for a time that has not begun.
    package func insert(
        year: Int,
        period: ReturnPeriod,
        remark: String = "",
        today: CalendarDay = .inVietnam()
    ) async throws -> WorkReturnID {
        let remark = try Self.text(remark, longest: 4_000)
        let days = try Self.days(year, period, today)
        let id = WorkReturnID.next()
        _ = try await tx.run(
            [
                """
                -- ReturnRepository.insert
                insert into app.returns (tenant_id, id, year, period, figures, remark, officer_id)
                values (
                    \(tx.tenant), \(id), \(year), \(period), app.return_figures(\(tx.tenant), \(days.first), \(days.last)),
                    \(remark), \(tx.context.officer)
                )
                """,
                tx.auditLine(.returnInsert, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Takes the figures again, and changes the remark.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.textLength`, `.returnState` for one that was sent.
    package func update(_ id: WorkReturnID, version: Int, remark: String) async throws -> Int {
        let remark = try Self.text(remark, longest: 4_000)
        let old = try await locked(id, of: tx.tenant, version: version)
        guard old.state.isOpen else { throw StoreError.refused(.returnState) }
        guard let days = old.period.days(of: old.year) else { throw StoreError.refused(.returnPeriod) }
        _ = try await tx.run(
            [
                """
                -- ReturnRepository.update
                update app.returns
                set figures = app.return_figures(\(tx.tenant), \(days.first), \(days.last)), counted_at = now(),
                    remark = \(remark), officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.returnUpdate, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Sends a return to the association that leads the programme, with the figures as they were taken last.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.returnState)`.
    package func submit(_ id: WorkReturnID, version: Int) async throws -> Int {
        let old = try await locked(id, of: tx.tenant, version: version)
        try requireStep(old, to: .submitted, .sender)
        _ = try await tx.run(
            [
                """
                -- ReturnRepository.submit
                update app.returns
                set state = 'submitted', submitted_at = now(), officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.returnState, subjects: [id.uuid], details: ["state": ReturnState.submitted.rawValue]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Approves a return, or sends it back with what is to be mended; for the association.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.returnState`, `.textLength` for sending back without a word.
    package func decide(
        _ id: WorkReturnID,
        of owner: TenantID,
        version: Int,
        isApproved: Bool,
        reply: String
    ) async throws -> Int {
        let reply = try Self.text(reply, longest: 2_000)
        guard isApproved || !reply.isEmpty else { throw StoreError.refused(.textLength) }
        let state = isApproved ? ReturnState.approved : .returned
        let old = try await locked(id, of: owner, version: version)
        try requireStep(old, to: state, .association)
        _ = try await tx.run(
            [
                """
                -- ReturnRepository.decide
                update app.returns
                set state = \(state), reply = \(reply), decided_at = now(), version = version + 1
                where tenant_id = \(owner)
                    and id = \(id)
                """,
                tx.auditLine(.returnState, subjects: [id.uuid], details: ["state": state.rawValue]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Locks a return that was approved: from then on it never changes, and carries the hash of what it says.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.returnState)`.
    package func lock(_ id: WorkReturnID, of owner: TenantID, version: Int) async throws -> Int {
        let old = try await locked(id, of: owner, version: version)
        try requireStep(old, to: .locked, .association)
        _ = try await tx.run(
            [
                """
                -- ReturnRepository.lock
                update app.returns
                set state = 'locked', locked_at = now(), version = version + 1,
                    hash = app.return_hash(tenant_id, year, period, figures, remark)
                where tenant_id = \(owner)
                    and id = \(id)
                """,
                tx.auditLine(.returnState, subjects: [id.uuid], details: ["state": ReturnState.locked.rawValue]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Removes a return that was not sent, or came back.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.returnState)`.
    package func remove(_ id: WorkReturnID, version: Int) async throws {
        guard try await locked(id, of: tx.tenant, version: version).state.isOpen else {
            throw StoreError.refused(.returnState)
        }
        _ = try await tx.run([
            """
            -- ReturnRepository.remove
            delete from app.returns
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.returnRemove, subjects: [id.uuid]),
        ])
    }

    /// Whether a locked return still says what it was locked with.
    ///
    /// - Throws: `.notFound` for one that is not locked.
    package func isGenuine(_ id: WorkReturnID, of owner: TenantID) async throws -> Bool {
        let rows = try await tx.run(
            """
            -- ReturnRepository.isGenuine
            select r.hash = app.return_hash(r.tenant_id, r.year, r.period, r.figures, r.remark)
            from app.returns as r
            where r.tenant_id = \(owner)
                and r.id = \(id)
                and r.state = 'locked'
            """
        )
        guard let isGenuine = try rows.decode(Bool.self).first else { throw StoreError.notFound }
        return isGenuine
    }

    private func requireStep(_ old: StoredReturn, to state: ReturnState, _ side: ReturnState.Side) throws(StoreError) {
        guard old.state.next(for: side).contains(state) else { throw .refused(.returnState) }
    }

    private func locked(_ id: WorkReturnID, of owner: TenantID, version: Int) async throws -> StoredReturn {
        try await tx.requireVersion(
            version,
            """
            -- ReturnRepository.locked
            select r.version
            from app.returns as r
            where r.tenant_id = \(owner)
                and r.id = \(id)
            for update
            """
        )
        return try await find(id, of: owner)
    }

    private static func days(
        _ year: Int,
        _ period: ReturnPeriod,
        _ today: CalendarDay
    ) throws(StoreError) -> (first: CalendarDay, last: CalendarDay) {
        guard WorkDefect.years.contains(year), let days = period.days(of: year), days.first <= today else {
            throw .refused(.returnPeriod)
        }
        return days
    }

    private static func text(_ text: String, longest: Int) throws(StoreError) -> String {
        let text = VietnameseText.clean(text)
        guard text.unicodeScalars.count <= longest else { throw .refused(.textLength) }
        return text
    }
}

extension TenantTransaction {
    /// Returns for half a year or a year.
    package var returns: ReturnRepository { ReturnRepository(tx: self) }
}
