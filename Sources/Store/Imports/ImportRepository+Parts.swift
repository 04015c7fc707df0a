import Postgres
package import Programme

extension ImportRepository {
    /// Bytes in one piece of an uploaded file; the last one may be shorter.
    package static let partBytes = 1 << 20

    /// Keeps one piece of a file, from 0 on. An upload goes piece by piece, so that no file is ever whole in memory.
    ///
    /// - Throws: `.notFound`; `.refused` with `.uploadTooLarge` for a piece that is too large or lies beyond the largest upload,
    ///   `.importState` for an import that is past the upload.
    package func writePart(_ ordinal: Int, of id: ImportID, _ bytes: [UInt8]) async throws {
        let mostParts = NewImport.mostBytes / Self.partBytes
        guard (0..<mostParts).contains(ordinal), (1...Self.partBytes).contains(bytes.count) else {
            throw StoreError.refused(.uploadTooLarge)
        }
        let written = try await tx.run(
            """
            -- ImportRepository.writePart
            insert into app.import_parts (tenant_id, import_id, ordinal, bytes)
            select i.tenant_id, i.id, \(ordinal), \(bytes)
            from app.imports as i
            where i.tenant_id = \(tx.tenant)
                and i.id = \(id)
                and i.state = \(ImportState.uploaded)
            """,
            refusing: ["import_parts_pkey": .importState]
        )
        if written.affectedRows == 1 { return }
        _ = try await find(id)
        throw StoreError.refused(.importState)
    }

    /// One piece of a file; nil behind the last, and for a file that was dropped. The first piece leaves a line in the audit:
    /// who reads a file reads persons.
    package func part(_ ordinal: Int, of id: ImportID) async throws -> [UInt8]? {
        let query: PostgresQuery = """
            -- ImportRepository.part
            select part.bytes
            from app.import_parts as part
            where part.tenant_id = \(tx.tenant)
                and part.import_id = \(id)
                and part.ordinal = \(ordinal)
            """
        let lines = ordinal == 0 ? [tx.auditLine(.importFile, subjects: [id.uuid])] : []
        return try await tx.run([query] + lines)[0].decode([UInt8].self).first
    }

    /// Drops the file of an import; what became of its rows stays.
    package func removeParts(of id: ImportID) async throws {
        _ = try await tx.run(
            """
            -- ImportRepository.removeParts
            delete from app.import_parts
            where tenant_id = \(tx.tenant)
                and import_id = \(id)
            """
        )
    }

    /// Says how far an import is. In a transaction of its own, beside the one that does the work, so that others see it.
    ///
    /// - Parameter phase: a code, at most 40 characters.
    package func setProgress(of id: ImportID, phase: String, rowsDone: Int, rowsExpected: Int? = nil) async throws {
        _ = try await tx.run(
            """
            -- ImportRepository.setProgress
            insert into app.import_progress (tenant_id, import_id, phase, rows_done, rows_expected)
            values (\(tx.tenant), \(id), \(String(phase.prefix(40))), \(rowsDone), \(rowsExpected))
            on conflict (tenant_id, import_id) do update
            set phase = excluded.phase, rows_done = excluded.rows_done, rows_expected = excluded.rows_expected,
                changed_at = now()
            """
        )
    }

    /// How far an import is; nil if nobody has said.
    package func progress(of id: ImportID) async throws -> ImportProgress? {
        try await tx.run(
            """
            -- ImportRepository.progress
            select progress.phase, progress.rows_done, progress.rows_expected, progress.changed_at
            from app.import_progress as progress
            where progress.tenant_id = \(tx.tenant)
                and progress.import_id = \(id)
            """
        ).decode(ImportProgress.self).first
    }
}
