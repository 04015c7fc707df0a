import Postgres
package import Programme

/// Who works for the tenant. Every officer of a tenant sees the others by name; administrators of it change them.
///
/// A new officer is three steps, see `IdentityDatabase`; this is the second. A tenant always keeps one administrator.
package struct OfficerRepository {
    let tx: TenantTransaction

    /// All officers, by name; those who were ended behind, if asked for.
    package func list(includingEnded: Bool = false) async throws -> [Officer] {
        try await tx.transaction.query(
            """
            -- OfficerRepository.list
            select id, account_id, display_name, role, branch_id, area_id, state, created_at, version
            from app.officers
            where tenant_id = \(tx.tenant) and (state = 'active' or \(includingEnded))
            order by state, display_name, id
            """
        ).decode(Officer.self)
    }

    /// One officer, also one who was ended.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: OfficerID) async throws -> Officer {
        let rows = try await tx.transaction.query(
            """
            -- OfficerRepository.find
            select id, account_id, display_name, role, branch_id, area_id, state, created_at, version
            from app.officers
            where tenant_id = \(tx.tenant) and id = \(id)
            """
        )
        guard let officer = try rows.decode(Officer.self).first else { throw StoreError.notFound }
        return officer
    }

    /// Makes an account an officer; one who was ended before works again, under the same identity.
    ///
    /// - Throws: `StoreError.refused`: `.officerExists`, `.administratorScope`, `.branchUnknown`, `.areaUnknown`.
    package func insert(_ draft: OfficerDraft, account: AccountID) async throws -> Officer {
        try draft.check()
        let rows = try await refusing {
            try await tx.transaction.query(
                """
                -- OfficerRepository.insert
                insert into app.officers (tenant_id, id, account_id, display_name, role, branch_id, area_id)
                values (
                    \(tx.tenant), \(OfficerID.next()), \(account), \(draft.displayName), \(draft.role.rawValue),
                    \(draft.scope.branch), \(draft.scope.area)
                )
                on conflict (tenant_id, account_id) do update
                set display_name = excluded.display_name, role = excluded.role, branch_id = excluded.branch_id,
                    area_id = excluded.area_id, state = 'active', version = officers.version + 1
                where officers.tenant_id = \(tx.tenant) and officers.state = 'ended'
                returning id, account_id, display_name, role, branch_id, area_id, state, created_at, version
                """
            )
        }
        guard let officer = try rows.decode(Officer.self).first else { throw StoreError.refused(.officerExists) }
        try await audit(.officerAdd, officer.id, fields: OfficerDraft.fields)
        return officer
    }

    /// Changes what an officer is called and may do.
    ///
    /// - Throws: `StoreError.notFound`, also for one who was ended; `.versionDiffers`; `.refused` as for `insert`, and
    ///   `.lastAdministrator`.
    package func update(_ id: OfficerID, ifVersion version: Int, to draft: OfficerDraft) async throws -> Officer {
        try draft.check()
        let before = try await lock(id, ifVersion: version, staysAdministrator: draft.role == .administrator)
        let rows = try await refusing {
            try await tx.transaction.query(
                """
                -- OfficerRepository.update
                update app.officers
                set display_name = \(draft.displayName), role = \(draft.role.rawValue),
                    branch_id = \(draft.scope.branch), area_id = \(draft.scope.area), version = version + 1
                where tenant_id = \(tx.tenant) and id = \(id)
                returning id, account_id, display_name, role, branch_id, area_id, state, created_at, version
                """
            )
        }
        guard let officer = try rows.decode(Officer.self).first else { throw StoreError.notFound }
        try await audit(.officerUpdate, id, fields: draft.fieldsChanged(from: before))
        return officer
    }

    /// Ends an officer's work for the tenant, at once: the sessions and tokens of the account no longer act for it.
    ///
    /// - Throws: as `update`.
    package func end(_ id: OfficerID, ifVersion version: Int) async throws -> Officer {
        _ = try await lock(id, ifVersion: version, staysAdministrator: false)
        let rows = try await tx.transaction.query(
            """
            -- OfficerRepository.end
            update app.officers
            set state = 'ended', version = version + 1
            where tenant_id = \(tx.tenant) and id = \(id)
            returning id, account_id, display_name, role, branch_id, area_id, state, created_at, version
            """
        )
        guard let officer = try rows.decode(Officer.self).first else { throw StoreError.notFound }
        try await audit(.officerEnd, id, fields: ["state"])
        return officer
    }

    // MARK: Steps

    /// Locks the officer and every administrator, in one order, so that of two who end each other one comes second and is
    /// refused.
    private func lock(_ id: OfficerID, ifVersion version: Int, staysAdministrator: Bool) async throws -> Officer {
        let locked = try await tx.transaction.query(
            """
            -- OfficerRepository.lock
            select id, account_id, display_name, role, branch_id, area_id, state, created_at, version
            from app.officers
            where tenant_id = \(tx.tenant) and state = 'active' and (id = \(id) or role = 'administrator')
            order by id
            for update
            """
        ).decode(Officer.self)
        guard let officer = locked.first(where: { $0.id == id }) else { throw StoreError.notFound }
        guard officer.version == version else { throw StoreError.versionDiffers(current: officer.version) }
        let others = locked.filter { $0.id != id && $0.role == .administrator }
        guard staysAdministrator || officer.role != .administrator || !others.isEmpty else {
            throw StoreError.refused(.lastAdministrator)
        }
        return officer
    }

    private func audit(_ action: AuditAction, _ id: OfficerID, fields: [String]) async throws {
        _ = try await tx.transaction.query(
            tx.auditLine(action, subjects: [id.uuid], fields: fields)
        )
    }

    private func refusing(_ body: () async throws -> PostgresRows) async throws -> PostgresRows {
        do {
            return try await body()
        } catch let error as PostgresError {
            switch error.server?.constraint {
            case "officers_branch_fkey": throw StoreError.refused(.branchUnknown)
            case "officers_area_fkey": throw StoreError.refused(.areaUnknown)
            case "officers_account_fkey": throw StoreError.notFound
            default: throw error
            }
        }
    }
}

extension TenantTransaction {
    /// Who works for the tenant.
    package var officers: OfficerRepository { OfficerRepository(tx: self) }
}
