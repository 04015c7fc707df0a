import Postgres
package import Programme

/// What the merger of wards did, or in a dry run would do.
package struct WardMerger: Hashable, Sendable {
    /// One ward before.
    package struct Part: Hashable, Sendable {
        package let tenant: Tenant
        /// Living subjects that the new ward takes over, by kind.
        package let adopted: [SubjectKind: Int]
    }

    package let into: Tenant
    package let parts: [Part]
    /// Subjects whose code another one had: the key of the old ward stands before theirs now.
    package let codesChanged: Int
}

extension AdminDatabase {
    /// Records that a ward took the place of others, and has it take over what lives in them: households with their people,
    /// clans, communities and units under new identities, in the areas that theirs became. The old ones end on the day and stay
    /// as they were; so do all totals of before. All of it, or nothing; with `dryRun` nothing.
    ///
    /// - Throws: `StoreError.notFound`; `.refused` with `.wardNeeded` if one of them is no ward, `.wardMerged` if one of them was
    ///   merged before, `.subjectDates` for a day to come, `.textLength` without a legal basis.
    package func mergeWards(
        _ wards: [TenantID],
        into successor: TenantID,
        on day: CalendarDay,
        legalBasis: String,
        dryRun: Bool = false,
        today: CalendarDay = .inVietnam()
    ) async throws -> WardMerger {
        guard day <= today else { throw StoreError.refused(.subjectDates) }
        let basis = VietnameseText.clean(legalBasis)
        guard (1...500).contains(basis.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        return try await inTenant(successor) { tx in
            let (into, parts) = try await wardsToMerge(wards, into: successor, in: tx.transaction)
            let merge = WardMerge(transaction: tx.transaction, into: into, day: day, basis: basis)
            try await merge.prepare()
            var adopted: [[SubjectKind: Int]] = []
            for part in parts { adopted.append(try await merge.collect(part, Self.enter(part.id))) }
            _ = try await tx.transaction.query(Self.enter(into.id))
            let changed = try await merge.settle()
            if !dryRun {
                try await merge.write(parts)
                _ = try await tx.transaction.query(tx.auditLine(.wardMerge, subjects: parts.map(\.id.uuid)))
                for part in parts {
                    let old = TenantTransaction(
                        context: .operator(in: part.id, requestID: requestID),
                        transaction: tx.transaction,
                        personKey: personKey
                    )
                    let line = old.auditLine(.wardMerge, subjects: [into.id.uuid])
                    _ = try await tx.transaction.batch([
                        Self.enter(part.id), merge.endQueries[0], merge.endQueries[1], line,
                    ])
                }
                let gone = Set(parts.map(\.id))
                let others = try await tx.transaction.query(Self.everyTenant).decode(Tenant.self).map(\.id)
                _ = try await forEach(others.filter { !gone.contains($0) }, in: tx.transaction) { _ in merge.relinkQuery
                }
            }
            return WardMerger(
                into: into,
                parts: zip(parts, adopted).map { WardMerger.Part(tenant: $0, adopted: $1) },
                codesChanged: changed
            )
        }
    }

    private func wardsToMerge(
        _ wards: [TenantID],
        into successor: TenantID,
        in transaction: PostgresTransaction
    ) async throws -> (into: Tenant, parts: [Tenant]) {
        let all = try await transaction.query(Self.everyTenant).decode(Tenant.self)
        guard let into = all.first(where: { $0.id == successor }) else { throw StoreError.notFound }
        let parts = all.filter { wards.contains($0.id) }
        guard !parts.isEmpty, parts.count == Set(wards).count else { throw StoreError.notFound }
        guard (parts + [into]).allSatisfy({ $0.kind == .ward }), !wards.contains(successor) else {
            throw StoreError.refused(.wardNeeded)
        }
        let merged = try await transaction.query(
            """
            -- AdminDatabase.mergeWards: merged
            select exists (
                select from app.tenant_successions
                where from_tenant_id = any (\(wards + [successor]))
            )
            """
        ).value(Bool.self)
        if merged { throw StoreError.refused(.wardMerged) }
        return (into, parts)
    }
}
