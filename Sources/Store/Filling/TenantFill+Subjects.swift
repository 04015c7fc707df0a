import Postgres
package import Programme

extension TenantFill {
    /// Writes subjects with the words of their names.
    ///
    /// - Throws: as `insert(_:)`.
    package func insert(subjects: [FilledSubject]) async throws {
        try await insert(subjects)
        // in the order of the index, so that its pages are written one after the other
        try await insert(subjects.flatMap(\.words).sorted { $0.word.utf8.lexicographicallyPrecedes($1.word.utf8) })
    }

    /// Writes who lives in households, which must be there.
    ///
    /// - Throws: `StoreError.notFound` for a tenant that the fill is not for; `PostgresError` for what the database refuses.
    package func insert(people: [FilledHouseholdPerson]) async throws {
        if people.isEmpty { return }
        let table = try table("household_people")
        let columns = FilledHouseholdPerson.columns
        let loaded = try await LoadingTable("fill_people", columns: columns, in: tx.transaction)
        let tokens = tx.personKey?.maker
        let count = try await loaded.copy { writer in
            for person in people { try await person.write(to: writer, tokens: tokens) }
        }
        var written = 0
        try await forEachTenant { tenant in
            let rows = try await loaded.insert(into: table, of: tenant)
            note(rows, of: table.title, for: tenant)
            written += rows
        }
        guard written == count else { throw StoreError.notFound }
        _ = try await tx.transaction.query("-- TenantFill.insertPeople: end\ndrop table \(raw: loaded.quoted)")
    }

    /// From now on rows may be what others made of them long ago: a registration that was decided comes with its decision. What
    /// triggers see to while people work is left to whoever fills.
    package func takeAsDecided() async throws {
        _ = try await tx.transaction.query(
            "-- TenantFill.takeAsDecided\nselect set_config('app.restoring', 'on', true)"
        )
    }
}

extension AdminDatabase {
    /// Records that wards took the place of others, all or none; what is recorded already stays.
    package func fillWardSuccessions(
        _ steps: [(from: TenantID, into: TenantID, on: CalendarDay, legalBasis: String)]
    ) async throws {
        guard let first = steps.first else { return }
        try await inTenant(first.into) { tx in
            _ = try await tx.transaction.query(
                """
                -- AdminDatabase.fillWardSuccessions
                insert into app.tenant_successions (from_tenant_id, to_tenant_id, happened_on, legal_basis)
                select step.from_id, step.to_id, step.happened_on, step.legal_basis
                from unnest(
                    \(steps.map(\.from))::uuid[], \(steps.map(\.into))::uuid[], \(steps.map(\.on))::date[],
                    \(steps.map(\.legalBasis))::text[]
                ) as step (from_id, to_id, happened_on, legal_basis)
                on conflict do nothing
                """
            )
        }
    }
}
