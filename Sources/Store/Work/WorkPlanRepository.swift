import Postgres
package import Programme

/// Plans of the tenant for the programme. A refusal ends the transaction.
package struct WorkPlanRepository {
    private static let refusals: [String: StoreRefusal] = [
        "plan_tasks_plan_fkey": .planInUse, "plans_issued_state": .planUnsigned,
    ]

    let tx: TenantTransaction

    /// Plans of a year or all, the latest year first.
    ///
    /// - Parameters:
    ///   - after: the last of the page before.
    ///   - limit: on one page, at most `WorkLimits.most`.
    package func list(
        in year: Int? = nil,
        after: WorkPlanID? = nil,
        limit: Int = WorkLimits.most
    ) async throws -> WorkPage<StoredWorkPlan> {
        let limit = min(max(limit, 1), WorkLimits.most)
        let rows = try await tx.run(
            """
            -- WorkPlanRepository.list
            select p.id, p.version, p.year, p.title, p.number, p.issued_on, p.starts_on, p.ends_on, p.content, p.state,
                tasks.counted, tasks.done
            from app.plans as p
            cross join lateral (
                select count(*) as counted, count(*) filter (where t.state = 'done') as done
                from app.plan_tasks as t
                where t.tenant_id = \(tx.tenant)
                    and t.plan_id = p.id
                    and t.state <> 'cancelled'
            ) as tasks
            where p.tenant_id = \(tx.tenant)
                and (\(year)::bigint is null or p.year = \(year))
                and (
                    \(after)::uuid is null
                    or (p.year, p.id) < (
                        select last.year, last.id
                        from app.plans as last
                        where last.tenant_id = \(tx.tenant)
                            and last.id = \(after)
                    )
                )
            order by p.year desc, p.id desc
            limit \(limit + 1)
            """
        )
        return WorkPage(try rows.decode(StoredWorkPlan.self), limit: limit)
    }

    /// One plan.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: WorkPlanID) async throws -> StoredWorkPlan {
        let rows = try await tx.run(
            """
            -- WorkPlanRepository.find
            select p.id, p.version, p.year, p.title, p.number, p.issued_on, p.starts_on, p.ends_on, p.content, p.state,
                tasks.counted, tasks.done
            from app.plans as p
            cross join lateral (
                select count(*) as counted, count(*) filter (where t.state = 'done') as done
                from app.plan_tasks as t
                where t.tenant_id = \(tx.tenant)
                    and t.plan_id = p.id
                    and t.state <> 'cancelled'
            ) as tasks
            where p.tenant_id = \(tx.tenant)
                and p.id = \(id)
            """
        )
        guard let plan = try rows.decode(StoredWorkPlan.self).first else { throw StoreError.notFound }
        return plan
    }

    /// Adds a plan; it is a draft, unless it says when it was signed.
    ///
    /// - Throws: `.refused` with `.textLength`, `.workDates`, `.workRange`.
    package func insert(_ record: WorkPlan) async throws -> WorkPlanID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        let id = WorkPlanID.next()
        let state = r.issuedOn == nil ? WorkPlanState.draft : .issued
        _ = try await tx.run([
            """
            -- WorkPlanRepository.insert
            insert into app.plans (
                tenant_id, id, year, title, number, issued_on, starts_on, ends_on, content, state, officer_id
            )
            values (
                \(tx.tenant), \(id), \(r.year), \(r.title), \(r.number), \(r.issuedOn), \(r.startsOn), \(r.endsOn),
                \(r.content), \(state), \(tx.context.officer)
            )
            """,
            tx.auditLine(.workPlanInsert, subjects: [id.uuid]),
        ])
        return id
    }

    /// Changes what a plan says; one that is closed is opened again first.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`, and with `.planState`, `.planUnsigned`.
    package func update(_ id: WorkPlanID, version: Int, _ record: WorkPlan) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, version: version)
        guard try await find(id).state != .closed else { throw StoreError.refused(.planState) }
        _ = try await tx.run(
            [
                """
                -- WorkPlanRepository.update
                update app.plans
                set year = \(r.year), title = \(r.title), number = \(r.number), issued_on = \(r.issuedOn),
                    starts_on = \(r.startsOn), ends_on = \(r.endsOn), content = \(r.content),
                    officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.workPlanUpdate, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Takes a plan to another state.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.planState`, `.planUnsigned` for one without the day on which it
    ///   was signed.
    package func move(_ id: WorkPlanID, version: Int, to state: WorkPlanState) async throws -> Int {
        try await lock(id, version: version)
        guard try await find(id).state.next.contains(state) else { throw StoreError.refused(.planState) }
        _ = try await tx.run(
            [
                """
                -- WorkPlanRepository.move
                update app.plans
                set state = \(state), officer_id = \(tx.context.officer), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.workPlanState, subjects: [id.uuid], details: ["state": state.rawValue]),
            ],
            refusing: Self.refusals
        )
        return version + 1
    }

    /// Removes a plan without tasks.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.planInUse)`.
    package func remove(_ id: WorkPlanID, version: Int) async throws {
        try await lock(id, version: version)
        _ = try await tx.run(
            [
                """
                -- WorkPlanRepository.remove
                delete from app.plans
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.workPlanRemove, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
    }

    private func lock(_ id: WorkPlanID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- WorkPlanRepository.lock
            select p.version
            from app.plans as p
            where p.tenant_id = \(tx.tenant)
                and p.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// Plans for the programme; what members mean to learn is in `plans`.
    package var workPlans: WorkPlanRepository { WorkPlanRepository(tx: self) }
}
