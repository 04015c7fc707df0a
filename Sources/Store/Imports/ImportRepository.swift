import Postgres
package import Programme

/// The imports of a tenant: what was uploaded, where it stands, and what became of each row. Officers of the whole tenant see
/// all of them, others their own. A refusal ends the transaction.
package struct ImportRepository {
    /// Imports on one page, at most.
    package static let longestPage = 100

    let tx: TenantTransaction

    /// Registers an upload; its bytes follow by `writePart`. The operator cannot: an import is an officer's.
    ///
    /// - Throws: `.refused` with `.uploadTooLarge`, `.textLength`; `.notFound` for the operator.
    package func insert(_ upload: NewImport) async throws -> ImportID {
        guard let officer = tx.context.officer else { throw StoreError.notFound }
        guard (0...NewImport.mostBytes).contains(upload.fileBytes) else { throw StoreError.refused(.uploadTooLarge) }
        let name = VietnameseText.clean(upload.fileName)
        guard (1...255).contains(name.unicodeScalars.count), upload.fileHash.count == 32 else {
            throw StoreError.refused(.textLength)
        }
        let id = ImportID.next()
        _ = try await tx.run(
            """
            -- ImportRepository.insert
            with line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                values (\(tx.tenant), \(AuditEntryID.next()), \(AuditAction.importInsert), \([id]))
            )
            insert into app.imports (tenant_id, id, file_name, file_bytes, file_hash, officer_id)
            values (\(tx.tenant), \(id), \(name), \(upload.fileBytes), \(upload.fileHash), \(officer))
            """
        )
        return id
    }

    /// One import.
    ///
    /// - Throws: `.notFound`.
    package func find(_ id: ImportID) async throws -> StoredImport {
        let rows = try await tx.run(
            """
            -- ImportRepository.find
            select \(raw: StoredImport.columns)
            from app.imports as i
            where i.tenant_id = \(tx.tenant)
                and i.id = \(id)
            """
        )
        guard let found = try rows.decode(StoredImport.self).first else { throw StoreError.notFound }
        return found
    }

    /// The imports, the latest first, from behind `after` on.
    package func list(after: ImportID? = nil, limit: Int = 20) async throws -> ImportPage {
        let limit = min(max(limit, 1), Self.longestPage)
        let found = try await tx.run(
            """
            -- ImportRepository.list
            select \(raw: StoredImport.columns)
            from app.imports as i
            where i.tenant_id = \(tx.tenant)
                and (\(after)::uuid is null or i.id < \(after))
                -- those of households and the like have lists of their own
                and i.settings -> 'subjects' is null
            order by i.id desc
            limit \(limit + 1)
            """
        ).decode(StoredImport.self)
        let page = Array(found.prefix(limit))
        return ImportPage(imports: page, next: found.count > limit ? page.last?.id : nil)
    }

    /// Keeps the settings of an import that is not being committed and was not.
    ///
    /// - Parameter settings: JSON.
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.importState)`.
    package func set(_ settings: String, of id: ImportID, version: Int) async throws -> Int {
        let changed = try await tx.run(
            """
            -- ImportRepository.setSettings
            update app.imports
            set settings = \(PostgresJSONText(settings)), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
                and version = \(version)
                and state = any (\([ImportState.uploaded, .checked]))
            returning version
            """
        ).decode(Int.self)
        guard let version = changed.first else { throw try await refusal(id, version) }
        return version
    }

    /// Moves an import on.
    ///
    /// - Parameters:
    ///   - summary: JSON; nil leaves it.
    ///   - failure: the code of what ended it, at most 200 characters.
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.importState)` if the state cannot be reached from where it is.
    package func move(
        _ id: ImportID,
        version: Int,
        to state: ImportState,
        summary: String? = nil,
        failure: String? = nil
    ) async throws -> Int {
        let changed = try await tx.run(
            """
            -- ImportRepository.move
            with changed as (
                update app.imports
                set state = \(state), version = version + 1, failure = \(failure.map { String($0.prefix(200)) }),
                    summary = coalesce(\(summary.map { PostgresJSONText($0) }), summary),
                    -- what the columns hold is shown until they are settled, and not kept longer
                    settings = case when \(state) in ('committed', 'discarded') then settings - 'samples' else settings end,
                    committed_at = case \(state) when 'committed' then now() else committed_at end,
                    undone_at = case \(state) when 'undone' then now() else undone_at end
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                    and state = any (\(state.sources))
                returning version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects, details)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.importState), \([id]),
                    \(PostgresJSON(["state": state.rawValue]))
                from changed
            )
            select changed.version from changed
            """
        ).decode(Int.self)
        guard let version = changed.first else { throw try await refusal(id, version) }
        if state == .committed { _ = try await tx.run(tx.tell(.importFinished, of: id.uuid)) }
        return version
    }

    /// The imports in a running state, whether or not somebody still runs them.
    package func running() async throws -> [StoredImport] {
        try await tx.run(
            """
            -- ImportRepository.running
            select \(raw: StoredImport.columns)
            from app.imports as i
            where i.tenant_id = \(tx.tenant)
                and i.state = any (\([ImportState.checking, .committing]))
            order by i.id
            limit \(Self.longestPage)
            """
        ).decode(StoredImport.self)
    }

    /// Why a change of an import found none.
    private func refusal(_ id: ImportID, _ version: Int) async throws -> StoreError {
        let current = try await find(id).version
        return current == version ? .refused(.importState) : .versionDiffers(current: current)
    }
}

extension TenantTransaction {
    /// The tenant's imports.
    package var imports: ImportRepository { ImportRepository(tx: self) }
}
