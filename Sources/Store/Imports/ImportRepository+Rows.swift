import Postgres
package import Programme

extension ImportRepository {
    /// Rows on one page, at most.
    package static let longestRowPage = 500

    /// What became of the rows of an import, in their order, from behind row `after` on; of one outcome, or of all; of
    /// all rows, or of those about which there is something to say.
    package func rows(
        of id: ImportID,
        outcome: ImportOutcome? = nil,
        after: Int = 0,
        limit: Int = 100,
        withProblems: Bool = false
    ) async throws -> ImportRowPage {
        let limit = min(max(limit, 1), Self.longestRowPage)
        let found = try await tx.run(
            """
            -- ImportRepository.rows
            with found as (
                select r.row_number, r.outcome, r.member_id, r.member_version, r.values_before, r.values_after, r.problems
                from app.import_rows as r
                where r.tenant_id = \(tx.tenant)
                    and r.import_id = \(id)
                    and r.row_number > \(after)
                    and (\(outcome)::text is null or r.outcome = \(outcome))
                    and (not \(withProblems) or r.problems is not null)
                order by r.row_number
                limit \(limit + 1)
            ), line as (
                -- who read whom, in the statement that reads
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.importRows),
                    \(id) || coalesce(array_agg(found.member_id) filter (where found.member_id is not null), '{}')
                from found
            )
            select found.row_number, found.outcome, found.member_id, found.member_version, found.values_before,
                found.values_after, found.problems
            from found
            order by found.row_number
            """
        ).decode(ImportRow.self)
        let page = Array(found.prefix(limit))
        return ImportRowPage(rows: page, next: found.count > limit ? page.last?.number : nil)
    }

    /// How many rows there are of each outcome.
    package func countRows(of id: ImportID) async throws -> [ImportOutcome: Int] {
        let counts = try await tx.run(
            """
            -- ImportRepository.countRows
            select r.outcome, count(*)
            from app.import_rows as r
            where r.tenant_id = \(tx.tenant)
                and r.import_id = \(id)
            group by r.outcome
            """
        ).decode((ImportOutcome, Int).self)
        return Dictionary(counts.map { ($0.0, $0.1) }, uniquingKeysWith: +)
    }

    /// Which column is which field, as it was put right for these headings before; JSON, nil if nobody has.
    ///
    /// - Parameter signature: SHA-256 of the headings, 32 bytes.
    package func mapping(_ signature: [UInt8]) async throws -> String? {
        try await tx.run(
            """
            -- ImportRepository.mapping
            select kept.mapping
            from app.import_mappings as kept
            where kept.tenant_id = \(tx.tenant)
                and kept.signature = \(signature)
            """
        ).decode(PostgresJSONText.self).first?.text
    }

    /// Remembers which column is which field, for the next list with these headings.
    ///
    /// - Parameter mapping: JSON.
    package func save(_ mapping: String, for signature: [UInt8]) async throws {
        _ = try await tx.run(
            """
            -- ImportRepository.saveMapping
            insert into app.import_mappings (tenant_id, signature, mapping, officer_id)
            values (\(tx.tenant), \(signature), \(PostgresJSONText(mapping)), \(tx.context.officer))
            on conflict (tenant_id, signature) do update
            set mapping = excluded.mapping, officer_id = excluded.officer_id, saved_at = now()
            """
        )
    }
}
