import Postgres
package import Programme

extension ClassRepository {
    /// Adds a class of the tenant's own, planned.
    ///
    /// - Throws: `.refused` with `.textLength`, `.classDates`, `.classRange`, `.topicUnknown`, `.branchUnknown`,
    ///   `.centreUnknown`, `.centreClosed`, `.outsidePart`.
    package func insert(_ record: LearningClass) async throws -> ClassID {
        let c = try record.kept()
        let area = try await area(of: c)
        let id = ClassID.next()
        _ = try await tx.run(
            [
                """
                -- ClassRepository.insert
                insert into app.classes (
                    tenant_id, id, title, topic_id, branch_id, centre_id, area_id, place, teacher, partner, starts_on, ends_on,
                    delivery, enrolment, capacity, completion_percent, completion_minutes, cost, cost_source, remark, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(c.title), \(c.topic), \(c.branch), \(c.centre), \(area), \(c.place), \(c.teacher),
                    \(c.partner), \(c.startsOn), \(c.endsOn), \(c.delivery), \(c.enrolment), \(c.capacity), \(c.rule.percent),
                    \(c.rule.minutes), \(c.cost), \(c.costSource), \(c.remark), \(tx.context.officer)
                )
                """,
                tx.auditLine(.classInsert, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Changes what is known of a class. Who waits moves up if it has more places now.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`, and with `.sessionOutsideClass` if a session would not
    ///   lie within it, `.classState` if it was cancelled.
    package func update(_ id: ClassID, version: Int, _ record: LearningClass) async throws -> Int {
        let c = try record.kept()
        let state = try await lock(id, version: version)
        guard state != .cancelled else { throw StoreError.refused(.classState) }
        let area = try await area(of: c)
        let rows = try await tx.run(
            [
                """
                -- ClassRepository.sessionsOutside
                select exists (
                    select from app.class_sessions as s
                    where s.tenant_id = \(tx.tenant)
                        and s.class_id = \(id)
                        and s.state <> 'cancelled'
                        and (s.held_on < \(c.startsOn) or s.held_on > \(c.endsOn))
                )
                """,
                """
                -- ClassRepository.update
                update app.classes
                set title = \(c.title), topic_id = \(c.topic), branch_id = \(c.branch), centre_id = \(c.centre),
                    area_id = \(area), place = \(c.place), teacher = \(c.teacher), partner = \(c.partner),
                    starts_on = \(c.startsOn), ends_on = \(c.endsOn), delivery = \(c.delivery), enrolment = \(c.enrolment),
                    capacity = \(c.capacity), completion_percent = \(c.rule.percent),
                    completion_minutes = \(c.rule.minutes), cost = \(c.cost), cost_source = \(c.costSource),
                    remark = \(c.remark), version = version + 1, updated_at = now()
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.classUpdate, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        if try rows[0].value(Bool.self) { throw StoreError.refused(.sessionOutsideClass) }
        _ = try await tx.enrolments.promote(in: ClassReference(host: tx.tenant, id: id))
        return version + 1
    }

    /// Takes a class on: opens, begins, finishes, cancels it, or takes one of these back (`ClassState.next`).
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.classState`, or `.classAttended` if it is to be cancelled and
    ///   somebody came to it.
    package func move(_ id: ClassID, version: Int, to state: ClassState) async throws -> Int {
        let current = try await lock(id, version: version)
        guard current.next.contains(state) else { throw StoreError.refused(.classState) }
        let rows = try await tx.run([
            """
            -- ClassRepository.attended
            select exists (
                select from app.class_sessions as s
                join app.attendances as a on a.host_id = s.tenant_id and a.session_id = s.id
                where s.tenant_id = \(tx.tenant)
                    and s.class_id = \(id)
            )
            """,
            """
            -- ClassRepository.move
            update app.classes
            set state = \(state), version = version + 1, updated_at = now()
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.classState, subjects: [id.uuid], details: ["state": state.rawValue]),
        ])
        if state == .cancelled, try rows[0].value(Bool.self) { throw StoreError.refused(.classAttended) }
        return version + 1
    }

    /// Keeps others from changing a class, its sessions and who is in it until the transaction ends.
    ///
    /// - Returns: where it stands.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.outsidePart)` if it is not the officer's to change.
    func lock(_ id: ClassID, version: Int? = nil) async throws -> ClassState {
        let rows = try await tx.run([
            tx.classLock(id),
            """
            -- ClassRepository.lock
            select c.state, c.version
            from app.classes as c
            where c.tenant_id = \(tx.tenant)
                and c.id = \(id)
            for update
            """,
        ])
        guard let (state, current) = try rows[1].decode((ClassState, Int).self).first else {
            // seen, and not to be changed
            _ = try await find(id)
            throw StoreError.refused(.outsidePart)
        }
        if let version, version != current { throw StoreError.versionDiffers(current: current) }
        return state
    }

    /// Where a class counts.
    ///
    /// - Throws: `.refused` with `.centreUnknown`, `.centreClosed`, `.branchUnknown`.
    private func area(of record: LearningClass) async throws -> AreaID? {
        let rows = try await tx.run([
            """
            -- ClassRepository.centre
            select c.id, c.version, c.key, c.area_id, c.name, c.address, c.phone, c.opened_on, c.closed_on
            from app.centres as c
            where c.id = \(record.centre)
            """,
            """
            -- ClassRepository.branch
            select branches.area_id
            from app.branches
            where branches.tenant_id = \(tx.tenant)
                and branches.id = \(record.branch)
            """,
        ])
        let branchAreas = try rows[1].decode(AreaID?.self)
        if record.branch != nil, branchAreas.isEmpty { throw StoreError.refused(.branchUnknown) }
        guard record.centre != nil else { return branchAreas.first.flatMap(\.self) }
        guard let centre = try rows[0].decode(StoredCentre.self).first?.record else {
            throw StoreError.refused(.centreUnknown)
        }
        guard centre.isOpen(on: record.startsOn) || centre.isOpen(on: record.endsOn) else {
            throw StoreError.refused(.centreClosed)
        }
        return centre.area
    }
}

extension TenantTransaction {
    /// One at a time decides on the places of a class, whichever tenant it acts for.
    func classLock(_ id: ClassID) -> PostgresQuery {
        """
        -- ClassRepository.lockPlaces
        select from pg_advisory_xact_lock(hashtextextended('app.classes ' || \(id.description), 0))
        """
    }
}

extension LearningClass {
    /// The class as it is kept.
    ///
    /// - Throws: `.refused` with `.textLength`, `.classDates`, `.classRange`.
    func kept() throws(StoreError) -> LearningClass {
        switch checked() {
        case .success(let record): return record
        case .failure(let defect):
            switch defect.kind {
            case .text: throw .refused(.textLength)
            case .dates: throw .refused(.classDates)
            case .range: throw .refused(.classRange)
            }
        }
    }
}
