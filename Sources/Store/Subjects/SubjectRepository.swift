import FoundationEssentials
import Postgres
package import Programme

/// The households, clans, communities and units of a ward; those of the wards whose place it took are read, and never changed.
/// Reads of households leave a line in the audit, and so do all changes. A refusal ends the transaction.
package struct SubjectRepository {
    /// Subjects on one page, at most.
    package static let longestPage = 200
    /// Subjects read at a time while a search goes through them.
    static let subjectsAtATime = 500
    /// Subjects looked at for one page of a search: no ward has more of a kind.
    static let mostLookedAt = 50_000

    /// Constraints of a subject's row, and what they mean to whoever wrote it.
    static let refusals: [String: StoreRefusal] = [
        "subjects_code_unique": .subjectCodeTaken, "subjects_area_fkey": .areaOutsideWard,
    ]

    let tx: TenantTransaction

    /// Subjects in the order of lists, from behind `after` on.
    ///
    /// - Throws: `StoreError.notFound` when the subject `after` is gone.
    package func list(
        _ filter: SubjectFilter,
        after: SubjectReference? = nil,
        limit: Int = 50
    ) async throws -> SubjectPage {
        let limit = min(max(limit, 1), Self.longestPage)
        let wards = try await wards(filter)
        var place: Place?
        if let after { place = Place(sortKey: try await find(after).record.sortKey, id: after.id) }
        let clean = VietnameseText.clean(filter.text)
        let search = NameSearch(clean)
        var fitting: [StoredSubject] = []
        var lookedAt = 0
        let some = search == nil ? limit + 1 : Self.subjectsAtATime
        while fitting.count <= limit, lookedAt < Self.mostLookedAt {
            let next = try await candidates(filter, wards, search, clean, after: place, limit: some)
            fitting += next.filter { subject in
                search.map { $0.matches(fullName: subject.record.name) || subject.record.code == clean } ?? true
            }
            lookedAt += next.count
            guard let last = next.last, next.count == some else { break }
            place = Place(sortKey: last.record.sortKey, id: last.id)
        }
        let shown = Array(fitting.prefix(limit))
        try await note(shown, filter.kind)
        return SubjectPage(subjects: shown, next: fitting.count > limit ? shown.last?.reference : nil)
    }

    /// How many subjects a filter leaves, without regard to what was typed to search.
    package func count(_ filter: SubjectFilter) async throws -> Int {
        let wards = try await wards(filter)
        return try await tx.run(
            """
            -- SubjectRepository.count
            select count(*)
            from app.subjects as s
            where s.tenant_id = any (\(wards))
                and s.kind = \(filter.kind)
                and (\(filter.life) = 'any' or (s.ended_on is null) = (\(filter.life) = 'living'))
                and (\(filter.area)::uuid is null or s.area_id = any ((select app.areas_below(\(filter.area)))::uuid[]))
                and (\(filter.unitKind)::text is null or s.unit_kind = \(filter.unitKind))
            """
        ).value(Int.self)
    }

    /// How many living subjects of each kind the ward keeps.
    package func counts() async throws -> [SubjectKind: Int] {
        let rows = try await tx.run(
            """
            -- SubjectRepository.counts
            select s.kind, count(*)
            from app.subjects as s
            where s.tenant_id = \(tx.tenant)
                and s.ended_on is null
            group by s.kind
            """
        ).decode((SubjectKind, Int).self)
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Whether the ward took the place of others, whose records it reads.
    package func hasPredecessors() async throws -> Bool {
        try await tx.run(
            "-- SubjectRepository.hasPredecessors\nselect cardinality(app.current_predecessors()) > 0"
        ).value(Bool.self)
    }

    /// A subject of the ward's own.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: SubjectID) async throws -> StoredSubject {
        try await find(SubjectReference(ward: tx.tenant, id: id))
    }

    /// A subject, perhaps of a ward whose place this one took.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ reference: SubjectReference) async throws -> StoredSubject {
        let rows = try await tx.run(
            """
            -- SubjectRepository.find
            select \(raw: StoredSubject.columns)
            from app.subjects as s
            where s.tenant_id = \(reference.ward)
                and s.id = \(reference.id)
                and (
                    s.tenant_id = \(tx.tenant)
                    or s.tenant_id = any ((select app.current_predecessors())::uuid[])
                )
            """
        )
        guard let found = try rows.decode(StoredSubject.self).first else { throw StoreError.notFound }
        return found
    }

    /// Living subjects of the same kind and area whose name differs in marks and spelling alone: perhaps the same.
    package func alike(_ record: ProgrammeSubject, but id: SubjectID? = nil) async throws -> [StoredSubject] {
        try await tx.run(
            """
            -- SubjectRepository.alike
            select \(raw: StoredSubject.columns)
            from app.subjects as s
            where s.tenant_id = \(tx.tenant)
                and s.kind = \(record.kind)
                and s.search_key = \(record.searchKey)
                and s.area_id = \(record.area)
                and s.ended_on is null
                and (\(id)::uuid is null or s.id <> \(id))
            order by s.id
            limit 5
            """
        ).decode(StoredSubject.self)
    }

    /// What a subject became, and what it came of, the latest first.
    package func successions(of reference: SubjectReference) async throws -> [SubjectSuccession] {
        try await tx.run(
            """
            -- SubjectRepository.successions
            select s.tenant_id, s.from_id, s.to_tenant_id, s.to_id, s.kind, s.happened_on, s.legal_basis
            from app.subject_successions as s
            where (s.tenant_id = \(tx.tenant) or s.tenant_id = any ((select app.current_predecessors())::uuid[]))
                and (
                    s.tenant_id = \(reference.ward) and s.from_id = \(reference.id)
                    or s.to_tenant_id = \(reference.ward) and s.to_id = \(reference.id)
                )
            order by s.happened_on desc, s.from_id, s.to_id
            """
        ).decode(SubjectSuccession.self)
    }

    private struct Place {
        let sortKey: String
        let id: SubjectID
    }

    /// The next subjects of a filter in the order of the list. Of the own ones a word typed narrows them; marks typed count, so
    /// each name is compared afterwards.
    private func candidates(
        _ filter: SubjectFilter,
        _ wards: [TenantID],
        _ search: NameSearch?,
        _ code: String,
        after place: Place?,
        limit: Int
    ) async throws -> [StoredSubject] {
        // the longest word is mostly the rarest
        let word = filter.isOwn ? search?.prefixes.max { $0.utf8.count < $1.utf8.count } : nil
        let end = word.map { $0 + "\u{10ffff}" }
        return try await tx.run(
            """
            -- SubjectRepository.list
            select \(raw: StoredSubject.columns)
            from app.subjects as s
            where s.tenant_id = any (\(wards))
                and s.kind = \(filter.kind)
                and (\(filter.life) = 'any' or (s.ended_on is null) = (\(filter.life) = 'living'))
                and (\(filter.area)::uuid is null or s.area_id = any ((select app.areas_below(\(filter.area)))::uuid[]))
                and (\(filter.unitKind)::text is null or s.unit_kind = \(filter.unitKind))
                and (s.sort_key, s.id) > (\(place?.sortKey ?? ""), \(place?.id ?? SubjectID.lowest))
                and (
                    \(word)::text is null
                    or s.code = \(code)
                    or s.id in (
                        select w.subject_id
                        from app.subject_words as w
                        where w.tenant_id = \(tx.tenant)
                            and w.word >= \(word) collate "C"
                            and w.word < \(end) collate "C"
                    )
                )
            order by s.sort_key, s.id
            limit \(limit)
            """
        ).decode(StoredSubject.self)
    }

    /// The wards that a filter asks of.
    private func wards(_ filter: SubjectFilter) async throws -> [TenantID] {
        if filter.isOwn { return [tx.tenant] }
        return try await tx.run("-- SubjectRepository.predecessors\nselect unnest(app.current_predecessors())")
            .decode(TenantID.self)
    }

    /// That somebody read who heads households.
    private func note(_ subjects: [StoredSubject], _ kind: SubjectKind) async throws {
        guard kind == .household, !subjects.isEmpty else { return }
        let details = ["count": String(subjects.count)]
        _ = try await tx.run(tx.auditLine(.subjectList, subjects: subjects.map(\.id.uuid), details: details))
    }
}

extension SubjectFilter {
    var isOwn: Bool { keeper == .own }
}

extension SubjectFilter.Life: StoredText {}

extension SubjectID {
    /// Below every other.
    static let lowest = SubjectID(uuid: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
}

extension TenantTransaction {
    /// The households, clans, communities and units of the ward.
    package var subjects: SubjectRepository { SubjectRepository(tx: self) }
}
