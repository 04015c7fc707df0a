package import Postgres
package import Programme

/// What a member means to learn in a year.
package struct StoredPlan: Hashable, Sendable {
    package let id: LearningPlanID
    package let member: MemberID
    package let version: Int
    package let year: Int
    /// Nil if none is named.
    package let topic: TopicID?
    package let goal: String
    package let registeredOn: CalendarDay
    package let doneOn: CalendarDay?
}

extension StoredPlan: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        member = try row.next()
        version = try row.next()
        year = try row.next()
        topic = try row.next()
        goal = try row.next()
        registeredOn = try row.next()
        doneOn = try row.next()
    }
}

/// Plans of learning: registered for a year, and done. A refusal ends the transaction.
package struct LearningPlanRepository {
    /// Plans of one member, at most.
    package static let most = 1_000
    /// Years for which there can be plans.
    package static let years = 2000...2200

    let tx: TenantTransaction

    /// The plans of a member, the latest year first.
    package func list(_ member: MemberID) async throws -> [StoredPlan] {
        try await tx.run([
            tx.auditLine(.planList, subjects: [member.uuid]),
            """
            -- LearningPlanRepository.list
            select p.id, p.member_id, p.version, p.year, p.topic_id, p.goal, p.registered_on, p.done_on
            from app.learning_plans as p
            where p.tenant_id = \(tx.tenant)
                and p.member_id = \(member)
            order by p.year desc, p.id
            limit \(Self.most)
            """,
        ])[1].decode(StoredPlan.self)
    }

    /// Registers what a member means to learn.
    ///
    /// - Throws: `.notFound`; `.refused` with `.memberGone`, `.planExists`, `.planYear`, `.topicUnknown`, `.textLength`.
    package func register(
        _ member: MemberID,
        year: Int,
        topic: TopicID? = nil,
        goal: String = "",
        on day: CalendarDay = .inVietnam()
    ) async throws -> LearningPlanID {
        let goal = VietnameseText.clean(goal)
        guard goal.unicodeScalars.count <= 500 else { throw StoreError.refused(.textLength) }
        guard Self.years.contains(year) else { throw StoreError.refused(.planYear) }
        let id = LearningPlanID.next()
        let rows = try await tx.run(
            [
                """
                -- LearningPlanRepository.member
                select m.state
                from app.members as m
                where m.tenant_id = \(tx.tenant)
                    and m.id = \(member)
                """,
                """
                -- LearningPlanRepository.register
                insert into app.learning_plans (tenant_id, id, member_id, year, topic_id, goal, registered_on, officer_id)
                select m.tenant_id, \(id), m.id, \(year), \(topic), \(goal), \(day), \(tx.context.officer)
                from app.members as m
                where m.tenant_id = \(tx.tenant)
                    and m.id = \(member)
                    and m.state = any (\(MemberState.live))
                """,
                tx.auditLine(.planRegister, subjects: [member.uuid, id.uuid]),
            ],
            refusing: ["learning_plans_topic_unique": .planExists, "learning_plans_topic_fkey": .topicUnknown]
        )
        guard !rows[0].isEmpty else { throw StoreError.notFound }
        guard rows[1].affectedRows == 1 else { throw StoreError.refused(.memberGone) }
        return id
    }

    /// Records that a plan was carried out; nil takes that back.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func setDone(_ id: LearningPlanID, version: Int, on day: CalendarDay?) async throws -> Int {
        try await changed(
            id,
            version,
            """
            -- LearningPlanRepository.setDone
            with changed as (
                update app.learning_plans
                set done_on = \(day), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                returning member_id, version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.planDone), array[changed.member_id, \(id)]
                from changed
            )
            select changed.version from changed
            """
        )
    }

    /// Removes a plan that was made by mistake.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`.
    package func remove(_ id: LearningPlanID, version: Int) async throws {
        _ = try await changed(
            id,
            version,
            """
            -- LearningPlanRepository.remove
            with changed as (
                delete from app.learning_plans
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                returning member_id, version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.planRemove), array[changed.member_id, \(id)]
                from changed
            )
            select changed.version from changed
            """
        )
    }

    private func changed(_ id: LearningPlanID, _ version: Int, _ query: PostgresQuery) async throws -> Int {
        if let changed = try await tx.run(query).decode(Int.self).first { return changed }
        let rows = try await tx.run(
            """
            -- LearningPlanRepository.version
            select p.version
            from app.learning_plans as p
            where p.tenant_id = \(tx.tenant)
                and p.id = \(id)
            """
        )
        guard let current = try rows.decode(Int.self).first, current != version else { throw StoreError.notFound }
        throw StoreError.versionDiffers(current: current)
    }
}

extension TenantTransaction {
    /// What members mean to learn.
    package var plans: LearningPlanRepository { LearningPlanRepository(tx: self) }
}
