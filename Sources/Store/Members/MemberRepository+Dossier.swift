package import Postgres
package import Programme

extension MemberRepository {
    /// Everything kept about a member, records taken in by merges included. For administrators of the whole tenant: nobody else
    /// is shown all of it.
    ///
    /// - Throws: `.notFound`; `.refused(.outsidePart)` for any other officer.
    package func dossier(_ id: MemberID) async throws -> MemberDossier {
        try requireAdministrator()
        let ids = try await tx.run(personQuery(id)).decode(MemberID.self)
        guard !ids.isEmpty else { throw StoreError.notFound }
        let members = try await load(ids, .memberDossier)
        let branches = try await tx.branches.tree()
        var records: [MemberDossier.Record] = []
        var consents: [StoredConsent] = []
        var learning: [LearningEntry] = []
        var help: [StoredHelp] = []
        for member in members {
            let results = try await tx.run([
                eventsQuery(member.id), tx.consents.listQuery(member.id), tx.learning.historyQuery(member.id),
                tx.families.helpQuery(year: nil, of: member.id),
            ])
            let events = try results[0].decode(StoredMembershipEvent.self)
            consents += try results[1].decode(StoredConsent.self)
            learning += try results[2].decode(LearningEntry.self)
            help += try results[3].decode(StoredHelp.self)
            records.append(
                MemberDossier.Record(member, events, branchName: member.branch.flatMap { branches[$0]?.name })
            )
        }
        let results = try await tx.run([importedQuery(ids), entriesQuery(ids)])
        let entries = try results[1].decode(MemberDossier.Entry.self)
        return MemberDossier(
            records: records,
            consents: consents,
            merges: try await tx.duplicates.merges(of: id),
            learning: learning,
            help: help,
            imports: try results[0].decode(MemberDossier.ImportedRow.self),
            audit: entries.prefix(MemberDossier.mostEntries).reversed(),
            hasMoreEntries: entries.count > MemberDossier.mostEntries
        )
    }

    /// - Throws: `.refused(.outsidePart)`.
    func requireAdministrator() throws(StoreError) {
        guard tx.context.role == .administrator, tx.context.part == .wholeTenant else { throw .refused(.outsidePart) }
    }

    /// A record and those that it took in, and those that they did.
    func personQuery(_ id: MemberID) -> PostgresQuery {
        """
        -- MemberRepository.person
        with recursive person (id) as (
            select m.id from app.members as m where m.tenant_id = \(tx.tenant) and m.id = \(id)
            union
            select m.id
            from person
            join app.members as m on m.tenant_id = \(tx.tenant) and m.merged_into = person.id
        )
        select person.id from person
        """
    }

    private func importedQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.imported
        select r.import_id, i.file_name, i.created_at, r.row_number, r.outcome, r.values_before, r.values_after
        from app.import_rows as r
        join app.imports as i on i.tenant_id = r.tenant_id and i.id = r.import_id
        where r.tenant_id = \(tx.tenant)
            and r.member_id = any (\(ids))
        order by i.created_at, r.row_number
        """
    }

    private func entriesQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.entries
        select entry.happened_at, entry.action, entry.actor, officer.display_name, entry.fields
        from app.audit_entries as entry
        left join app.officers as officer on officer.tenant_id = entry.tenant_id and officer.id = entry.officer_id
        where entry.tenant_id = \(tx.tenant)
            and entry.subjects && \(ids)
        order by entry.id desc
        limit \(MemberDossier.mostEntries + 1)
        """
    }
}

extension MemberDossier.Record {
    init(_ member: StoredMember, _ events: [StoredMembershipEvent], branchName: String?) {
        self.init(
            id: member.id,
            version: member.version,
            state: member.state,
            values: MemberValues(of: member.record),
            branch: member.branch,
            branchName: branchName,
            mergedInto: member.mergedInto,
            createdAt: member.createdAt,
            updatedAt: member.updatedAt,
            life: events.map(MemberDossier.LifeEvent.init)
        )
    }
}

extension MemberDossier.ImportedRow: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        importID = try row.next()
        fileName = try row.next()
        uploadedAt = try row.next()
        self.row = try row.next()
        outcome = try row.next()
        before = try row.next(PostgresJSON<MemberValues>?.self)?.value
        after = try row.next(PostgresJSON<MemberValues>?.self)?.value
    }
}

extension MemberDossier.Entry: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        happenedAt = try row.next()
        action = try row.next()
        actor = try row.next()
        officerName = try row.next()
        fields = try row.next()
    }
}
