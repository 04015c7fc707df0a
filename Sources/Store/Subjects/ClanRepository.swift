package import Postgres
package import Programme

/// A clan to which a household may belong: one of the ward's own, or of another ward's and over several wards. Who heads it is
/// not told.
package struct ClanChoice: Hashable, Sendable, PostgresRowDecodable {
    package let reference: SubjectReference
    package let name: String
    /// What the clan's ward is called.
    package let wardName: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        reference = SubjectReference(ward: try row.next(), id: try row.next())
        name = try row.next()
        wardName = try row.next()
    }
}

/// How many living households of a ward belong to a clan.
package struct ClanCount: Hashable, Sendable, PostgresRowDecodable {
    package let clan: SubjectID
    package let ward: TenantID
    package let wardName: String
    package let households: Int

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        clan = try row.next()
        ward = try row.next()
        wardName = try row.next()
        households = try row.next()
    }
}

/// Which households belong to which clans. A ward says so of its own households; of those of other wards in its clans it is told
/// how many there are.
package struct ClanRepository {
    /// Clans that are shown to choose from, at most.
    package static let mostChoices = 500
    /// Clans of one household, at most: the father's and the mother's, and by marriage.
    package static let mostOfHousehold = 4

    let tx: TenantTransaction

    /// The clans to which a household of the ward may belong, its own first.
    package func choices() async throws -> [ClanChoice] {
        try await tx.run(
            """
            -- ClanRepository.choices
            select s.tenant_id, s.id, s.name, n.name
            from (
                select own.tenant_id, own.id, own.name, own.sort_key
                from app.subjects as own
                where own.tenant_id = \(tx.tenant)
                    and own.kind = 'clan'
                    and own.ended_on is null
                union
                select across.tenant_id, across.id, across.name, across.sort_key
                from app.clans_across_wards() as across
                where across.is_living
            ) as s
            join app.tenant_names as n on n.id = s.tenant_id
            order by s.tenant_id <> \(tx.tenant), s.sort_key, s.id
            limit \(Self.mostChoices)
            """
        ).decode(ClanChoice.self)
    }

    /// The clans of a household.
    package func clans(of household: SubjectReference) async throws -> [ClanChoice] {
        try await tx.run(
            """
            -- ClanRepository.clans
            select s.tenant_id, s.id, s.name, n.name
            from app.clan_households as l
            join (
                select own.tenant_id, own.id, own.name, own.sort_key
                from app.subjects as own
                where (own.tenant_id = \(tx.tenant) or own.tenant_id = any ((select app.current_predecessors())::uuid[]))
                    and own.kind = 'clan'
                union
                select across.tenant_id, across.id, across.name, across.sort_key
                from app.clans_across_wards() as across
            ) as s on s.tenant_id = l.clan_tenant_id and s.id = l.clan_id
            join app.tenant_names as n on n.id = s.tenant_id
            where l.tenant_id = \(household.ward)
                and l.subject_id = \(household.id)
                and (l.tenant_id = \(tx.tenant) or l.tenant_id = any ((select app.current_predecessors())::uuid[]))
            order by s.sort_key, s.id
            """
        ).decode(ClanChoice.self)
    }

    /// The living households of the ward itself that belong to one of its clans, in the order of lists.
    package func households(of clan: SubjectID, limit: Int = 200) async throws -> [StoredSubject] {
        let found = try await tx.run(
            """
            -- ClanRepository.households
            select \(raw: StoredSubject.columns)
            from app.clan_households as l
            join app.subjects as s on s.tenant_id = l.tenant_id and s.id = l.subject_id
            where l.tenant_id = \(tx.tenant)
                and l.clan_tenant_id = \(tx.tenant)
                and l.clan_id = \(clan)
                and s.ended_on is null
            order by s.sort_key, s.id
            limit \(min(max(limit, 1), SubjectRepository.longestPage))
            """
        ).decode(StoredSubject.self)
        let subjects = [clan.uuid] + found.map(\.id.uuid)
        _ = try await tx.run(tx.auditLine(.subjectList, subjects: subjects, details: ["count": String(found.count)]))
        return found
    }

    /// How many living households belong to clans of the ward, by the households' ward.
    package func counts(of clans: [SubjectID]) async throws -> [ClanCount] {
        try await tx.run(
            """
            -- ClanRepository.counts
            select c.clan_id, c.ward_id, n.name, c.households
            from app.clan_household_counts(\(clans)) as c
            join app.tenant_names as n on n.id = c.ward_id
            order by c.clan_id, n.name
            """
        ).decode(ClanCount.self)
    }

    /// Records that a household belongs to a clan; that it does already is no fault.
    ///
    /// - Throws: `.notFound`; `.refused` with `.clanUnknown`, `.subjectEnded`, `.subjectKind`, `.clanFull`.
    package func link(_ household: SubjectID, to clan: SubjectReference) async throws {
        let found = try await tx.subjects.lock(household)
        guard found.record.kind == .household else { throw StoreError.refused(.subjectKind) }
        guard found.endedOn == nil else { throw StoreError.refused(.subjectEnded) }
        let results = try await tx.run([
            """
            -- ClanRepository.clan
            select exists (
                select from app.subjects as own
                where own.tenant_id = \(tx.tenant)
                    and own.tenant_id = \(clan.ward)
                    and own.id = \(clan.id)
                    and own.kind = 'clan'
                    and own.ended_on is null
            ) or exists (
                select from app.clans_across_wards() as across
                where across.tenant_id = \(clan.ward)
                    and across.id = \(clan.id)
                    and across.is_living
            )
            """,
            """
            -- ClanRepository.ofHousehold
            select count(*)
            from app.clan_households as l
            where l.tenant_id = \(tx.tenant)
                and l.subject_id = \(household)
                and (l.clan_tenant_id, l.clan_id) <> (\(clan.ward), \(clan.id))
            """,
        ])
        guard try results[0].value(Bool.self) else { throw StoreError.refused(.clanUnknown) }
        guard try results[1].value(Int.self) < Self.mostOfHousehold else { throw StoreError.refused(.clanFull) }
        _ = try await tx.run([
            """
            -- ClanRepository.link
            insert into app.clan_households (tenant_id, subject_id, clan_tenant_id, clan_id)
            values (\(tx.tenant), \(household), \(clan.ward), \(clan.id))
            on conflict do nothing
            """,
            tx.auditLine(.clanLink, subjects: [household.uuid, clan.id.uuid]),
        ])
    }

    /// Records that a household does not belong to a clan.
    ///
    /// - Throws: `.notFound` if it did not.
    package func unlink(_ household: SubjectID, from clan: SubjectReference) async throws {
        _ = try await tx.subjects.lock(household)
        let results = try await tx.run([
            """
            -- ClanRepository.unlink
            delete from app.clan_households
            where tenant_id = \(tx.tenant)
                and subject_id = \(household)
                and clan_tenant_id = \(clan.ward)
                and clan_id = \(clan.id)
            """,
            tx.auditLine(.clanUnlink, subjects: [household.uuid, clan.id.uuid]),
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }
}

extension TenantTransaction {
    /// Which households belong to which clans.
    package var clans: ClanRepository { ClanRepository(tx: self) }
}
