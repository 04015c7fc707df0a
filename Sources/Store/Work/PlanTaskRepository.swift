import Postgres
package import Programme

/// Tasks of plans: the own ones, and those that the association has set us, of which nothing else of its plan is shown. A refusal
/// ends the transaction.
package struct PlanTaskRepository {
    let tx: TenantTransaction

    /// The tasks of an own plan, by day.
    package func list(of plan: WorkPlanID) async throws -> [StoredTask] {
        try await tx.run(
            """
            -- PlanTaskRepository.list
            select \(raw: StoredTask.columns)
            from app.plan_tasks as t
            join app.tenant_names as owner on owner.id = t.tenant_id
            left join app.tenant_names as assignee on assignee.id = t.assigned_id
            where t.tenant_id = \(tx.tenant)
                and t.plan_id = \(plan)
            order by t.due_on, t.id
            limit \(WorkLimits.mostLines)
            """
        ).decode(StoredTask.self)
    }

    /// What this tenant is to do, its own tasks and those that others have set it, by day.
    ///
    /// - Parameter isPending: only what is still to be done.
    package func assigned(isPending: Bool = true) async throws -> [StoredTask] {
        try await tx.run(
            """
            -- PlanTaskRepository.assigned
            select \(raw: StoredTask.columns)
            from app.plan_tasks as t
            join app.tenant_names as owner on owner.id = t.tenant_id
            left join app.tenant_names as assignee on assignee.id = t.assigned_id
            where t.assigned_id = \(tx.tenant)
                and (not \(isPending) or t.state in ('open', 'started'))
            order by t.due_on, t.id
            limit \(WorkLimits.mostLines)
            """
        ).decode(StoredTask.self)
    }

    /// One task: an own one, or one that this tenant is to do.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: PlanTaskID, of owner: TenantID) async throws -> StoredTask {
        let rows = try await tx.run(
            """
            -- PlanTaskRepository.find
            select \(raw: StoredTask.columns)
            from app.plan_tasks as t
            join app.tenant_names as owner on owner.id = t.tenant_id
            left join app.tenant_names as assignee on assignee.id = t.assigned_id
            where t.tenant_id = \(owner)
                and t.id = \(id)
            """
        )
        guard let task = try rows.decode(StoredTask.self).first else { throw StoreError.notFound }
        return task
    }

    /// Adds a task to an own plan that is not closed.
    ///
    /// - Throws: `.notFound`; `.refused` with `.textLength`, `.planState`, `.taskAssignee` for another tenant unless this one leads
    ///   the programme, or for one that there is not.
    package func insert(_ record: PlanTask, in plan: WorkPlanID) async throws -> PlanTaskID {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        guard try await tx.workPlans.find(plan).state != .closed else { throw StoreError.refused(.planState) }
        try await requireAssignee(r.assignee)
        let id = PlanTaskID.next()
        _ = try await tx.run([
            """
            -- PlanTaskRepository.insert
            insert into app.plan_tasks (tenant_id, id, plan_id, assigned_id, title, content, due_on, officer_id)
            values (
                \(tx.tenant), \(id), \(plan), \(r.assignee), \(r.title), \(r.content), \(r.dueOn), \(tx.context.officer)
            )
            """,
            tx.auditLine(.taskInsert, subjects: [plan.uuid, id.uuid]),
        ])
        return id
    }

    /// Changes what an own task is; who is to do it stays.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.textLength)`.
    package func update(_ id: PlanTaskID, version: Int, _ record: PlanTask) async throws -> Int {
        let r = try StoreError.refusing { () throws(WorkDefect) in try record.checked() }
        try await lock(id, of: tx.tenant, version: version)
        _ = try await tx.run([
            """
            -- PlanTaskRepository.update
            update app.plan_tasks
            set title = \(r.title), content = \(r.content), due_on = \(r.dueOn), officer_id = \(tx.context.officer),
                version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.taskUpdate, subjects: [id.uuid]),
        ])
        return version + 1
    }

    /// Says how far a task is: an own one, or one that this tenant is to do.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.taskState`, `.textLength`, `.workRange`.
    package func report(
        _ id: PlanTaskID,
        of owner: TenantID,
        version: Int,
        _ report: TaskReport,
        on day: CalendarDay = .inVietnam()
    ) async throws -> Int {
        let r = try report.kept()
        try await lock(id, of: owner, version: version)
        let task = try await find(id, of: owner)
        let isAllowed = task.state == r.state || task.state.next(isOwner: owner == tx.tenant).contains(r.state)
        guard isAllowed, task.state != .cancelled || r.state == .open else { throw StoreError.refused(.taskState) }
        let doneOn = r.state == .done ? task.doneOn ?? day : nil
        _ = try await tx.run([
            """
            -- PlanTaskRepository.report
            update app.plan_tasks
            set state = \(r.state), progress = \(r.progress), report = \(r.report), evidence = \(r.evidence),
                done_on = \(doneOn), officer_id = \(tx.context.officer), version = version + 1
            where tenant_id = \(owner)
                and id = \(id)
            """,
            tx.auditLine(.taskState, subjects: [id.uuid], details: ["state": r.state.rawValue]),
        ])
        return version + 1
    }

    /// Removes an own task that nobody has begun.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.taskState)`.
    package func remove(_ id: PlanTaskID, version: Int) async throws {
        try await lock(id, of: tx.tenant, version: version)
        guard try await find(id, of: tx.tenant).state == .open else { throw StoreError.refused(.taskState) }
        _ = try await tx.run([
            """
            -- PlanTaskRepository.remove
            delete from app.plan_tasks
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.taskRemove, subjects: [id.uuid]),
        ])
    }

    private func requireAssignee(_ assignee: TenantID) async throws {
        guard assignee != tx.tenant else { return }
        guard try await tx.programme.isLead, try await tx.programme.tenants().contains(where: { $0.id == assignee })
        else {
            throw StoreError.refused(.taskAssignee)
        }
    }

    private func lock(_ id: PlanTaskID, of owner: TenantID, version: Int) async throws {
        try await tx.requireVersion(
            version,
            """
            -- PlanTaskRepository.lock
            select t.version
            from app.plan_tasks as t
            where t.tenant_id = \(owner)
                and t.id = \(id)
            for update
            """
        )
    }
}

extension TenantTransaction {
    /// Tasks of plans.
    package var tasks: PlanTaskRepository { PlanTaskRepository(tx: self) }
}
