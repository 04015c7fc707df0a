import Postgres
import Programme

extension TenantFill {
    /// Writes members with their words and lives; their branches must be there. They are made while they are written.
    ///
    /// - Throws: `StoreError.notFound` for a tenant that the fill is not for; `PostgresError` for what the database refuses.
    package func insert<Source>(
        members: some Sequence<Source>,
        as filled: (Source) throws -> FilledMember
    ) async throws {
        let loaded = try await LoadingTable("fill_members", columns: FilledMember.loadingColumns, in: tx.transaction)
        let tokens = tx.personKey?.maker
        let count = try await loaded.copy { writer in
            for member in members { try await filled(member).write(to: writer, tokens: tokens) }
        }
        var written = 0
        try await forEachTenant { tenant in
            for (table, query) in queries(of: tenant, from: loaded) {
                let rows = try await tx.run(query, refusing: MemberRepository.refusals, timeout: LoadingTable.timeout)
                note(rows.affectedRows, of: table, for: tenant)
                if table == "app.members" { written += rows.affectedRows }
            }
        }
        guard written == count else { throw StoreError.notFound }
        _ = try await tx.transaction.query("-- TenantFill.insertMembers: end\ndrop table \(raw: loaded.quoted)")
    }

    private func queries(of tenant: TenantID, from loaded: LoadingTable) -> [(table: String, query: PostgresQuery)] {
        let columns = ImportStage.valueColumns.joined(separator: ", ")
        return [
            (
                "app.members",
                """
                -- TenantFill.insertMembers
                insert into app.members (
                    tenant_id, id, state, created_at, updated_at, person_token, token_epoch, \(raw: columns)
                )
                select tenant_id, id, state, created_at, updated_at, person_token, token_epoch, \(raw: columns)
                from \(raw: loaded.quoted)
                where tenant_id = \(tenant)
                """
            ),
            // in the order of the index, so that its pages are written one after the other
            (
                "app.member_words",
                """
                -- TenantFill.insertMembers: words
                insert into app.member_words (tenant_id, word, member_id)
                select loaded.tenant_id, word.word collate "C", loaded.id
                from \(raw: loaded.quoted) as loaded
                cross join lateral unnest(loaded.words) as word (word)
                where loaded.tenant_id = \(tenant)
                order by word.word collate "C", loaded.id
                """
            ),
            (
                "app.membership_events",
                """
                -- TenantFill.insertMembers: events
                insert into app.membership_events (
                    tenant_id, member_id, ordinal, kind, happened_on, branch_id, reason, recorded_at
                )
                select loaded.tenant_id, loaded.id, event.ordinal, event.kind, event.happened_on, event.branch_id,
                    event.reason, event.recorded_at
                from \(raw: loaded.quoted) as loaded
                cross join lateral unnest(
                    loaded.event_kinds, loaded.event_dates, loaded.event_branches, loaded.event_reasons, loaded.event_moments
                ) with ordinality as event (kind, happened_on, branch_id, reason, recorded_at, ordinal)
                where loaded.tenant_id = \(tenant)
                """
            ),
        ]
    }
}
