import Postgres
package import Programme

/// What becomes of a row of a list of subjects.
package enum SubjectOutcome: String, Hashable, Sendable, CaseIterable {
    case new
    case changed
    case same
    /// The same row stands further up.
    case repeated
    /// Another row further up has the code.
    case codeTwice
    /// The subject with the code is no more.
    case ended

    /// Whether the row has to be mended before the list is taken over.
    package var isProblem: Bool { self == .codeTwice || self == .ended }
}

extension SubjectRepository {
    /// Subjects of a kind that one ward may have on record for a list to be compared with them.
    package static let mostCompared = 50_000
    /// Rows written by one statement.
    private static let rowsAtATime = 1000

    /// Compares a list with what the ward keeps, and with `applying` takes it over: all of it, or nothing where a row has a problem.
    /// A row is a subject by its code, or else by its name and area; of several with the same name by the address. What a row
    /// leaves empty stays as it is, and nothing is ended because it is missing: the same list again changes nothing.
    ///
    /// - Parameter records: checked (`ProgrammeSubject.checked`), and of one kind.
    /// - Returns: what becomes of each, in their order.
    /// - Throws: `.refused` with `.areaOutsideWard`, `.outsidePart`, `.subjectCodeTaken`, `.uploadTooLarge` for more than
    ///   `mostCompared`.
    package func take(_ records: [ProgrammeSubject], applying: Bool) async throws -> [SubjectOutcome] {
        guard let kind = records.first?.kind else { return [] }
        guard records.count <= Self.mostCompared else { throw StoreError.refused(.uploadTooLarge) }
        // one list at a time, so that two of them do not both enter the same household
        if applying { _ = try await tx.run(takeLock) }
        let kept = try await tx.run(
            """
            -- SubjectRepository.takeFrom
            select \(raw: StoredSubject.columns)
            from app.subjects as s
            where s.tenant_id = \(tx.tenant)
                and s.kind = \(kind)
            order by s.id
            limit \(Self.mostCompared + 1)
            """
        ).decode(StoredSubject.self)
        guard kept.count <= Self.mostCompared else { throw StoreError.refused(.uploadTooLarge) }
        var comparison = SubjectComparison(kept)
        let outcomes = records.map { comparison.take($0) }
        guard applying, !outcomes.contains(where: \.isProblem) else { return outcomes }
        try await refuseOutside(Set(records.map(\.area)))
        try await write(comparison.writings)
        let details = Dictionary(grouping: outcomes, by: \.rawValue).mapValues { String($0.count) }
        _ = try await tx.run(
            tx.auditLine(.subjectImport, subjects: [], details: details.merging(["kind": kind.rawValue]) { $1 })
        )
        return outcomes
    }

    /// Ends what a list added and nobody has touched since, so that a mended list can be taken over: of these nobody lives in a
    /// household on record, none belongs to a clan, and none is registered for a title. Nothing is removed, and what the list changed
    /// stays as it is.
    ///
    /// - Returns: how many were ended, and how many of those that it added stay.
    package func takeBack(
        _ id: ImportID,
        _ kind: SubjectKind,
        today: CalendarDay = .inVietnam()
    ) async throws -> (ended: Int, kept: Int) {
        _ = try await tx.run(takeLock)
        let counts =
            try await tx.run(
                """
                -- SubjectRepository.takeBack
                with added as materialized (
                    -- rows of one transaction have one moment
                    select s.id, s.version = 1
                        and not exists (
                            select from app.registrations as r where r.tenant_id = s.tenant_id and r.subject_id = s.id
                        )
                        and not exists (
                            select from app.household_people as p where p.tenant_id = s.tenant_id and p.subject_id = s.id
                        )
                        and not exists (
                            select from app.clan_households as c where c.tenant_id = s.tenant_id and c.subject_id = s.id
                        ) as is_untouched
                    from app.imports as i
                    join app.subjects as s on s.tenant_id = i.tenant_id and s.created_at = i.committed_at
                    where i.tenant_id = \(tx.tenant)
                        and i.id = \(id)
                        and s.kind = \(kind)
                        and s.ended_on is null
                ), ended as (
                    update app.subjects as s
                    set version = version + 1, updated_at = now(), ended_on = \(today), end_reason = 'other', code = null
                    from added
                    where s.tenant_id = \(tx.tenant)
                        and s.id = added.id
                        and added.is_untouched
                    returning s.id
                )
                select (select count(*) from ended), (select count(*) from added)
                """
            ).decode((Int, Int).self).first ?? (0, 0)
        let details = ["ended": String(counts.0), "kept": String(counts.1 - counts.0), "kind": kind.rawValue]
        _ = try await tx.run(tx.auditLine(.subjectImportBack, subjects: [id.uuid], details: details))
        return (counts.0, counts.1 - counts.0)
    }

    private var takeLock: PostgresQuery {
        """
        -- SubjectRepository.takeLock
        select from pg_advisory_xact_lock(hashtextextended('app.subjects ' || \(tx.tenant.description), 0))
        """
    }

    private func refuseOutside(_ areas: Set<AreaID>) async throws {
        let outside = try await tx.run(
            """
            -- SubjectRepository.takeAreas
            select exists (
                select from unnest(\(Array(areas))::uuid[]) as asked (id)
                where asked.id <> all (
                    (select app.areas_below(tenants.area_id) from app.tenants where tenants.id = \(tx.tenant))::uuid[]
                )
            )
            """
        ).value(Bool?.self)
        // of an organisation, which has no area, nothing lies anywhere
        if outside ?? true { throw StoreError.refused(.areaOutsideWard) }
    }

    /// Writes rows, the new and the changed ones, with the words by which they are found. Words that a name no longer has are
    /// removed with the next change of it by hand; until then they find it under what it was called, and the name is compared.
    private func write(_ rows: [SubjectWriting]) async throws {
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtATime) {
            let some = Array(rows[start..<min(start + Self.rowsAtATime, rows.count)])
            let words = some.flatMap { row in row.record.searchWords.map { (row.id, $0) } }
            let results = try await tx.run(
                [
                    writeQuery(some),
                    """
                    -- SubjectRepository.takeWords
                    insert into app.subject_words (tenant_id, word, subject_id)
                    select \(tx.tenant), w.word, w.id
                    from unnest(\(words.map(\.1))::text[], \(words.map(\.0))::uuid[]) as w (word, id)
                    on conflict do nothing
                    """,
                ],
                refusing: Self.refusals
            )
            // what is seen and cannot be changed lies outside of the officer's part
            guard try results[0].value(Int.self) == some.count else { throw StoreError.refused(.outsidePart) }
        }
    }

    private func writeQuery(_ rows: [SubjectWriting]) -> PostgresQuery {
        let r = rows.map(\.record)
        return """
            -- SubjectRepository.takeRows
            with r as materialized (
                select *
                from unnest(
                    \(rows.map(\.id))::uuid[], \(rows.map(\.isNew))::bool[], \(r.map(\.kind.rawValue))::text[],
                    \(r.map(\.codeKept))::text[], \(r.map(\.name))::text[], \(r.map(\.headKept))::text[], \(r.map(\.area))::uuid[],
                    \(r.map(\.addressKept))::text[], \(r.map { $0.phone?.digits })::text[],
                    \(r.map { $0.unitKind?.rawValue })::text[], \(r.map { $0.descent?.rawValue })::text[],
                    \(r.map(\.peopleCount))::int[], \(r.map(\.childrenCount))::int[], \(r.map { $0.zone?.rawValue })::text[],
                    \(r.map(\.startedOn))::date[], \(r.map(\.remarkKept))::text[], \(r.map(\.sortKey))::text[],
                    \(r.map(\.searchKey))::text[]
                ) as r (
                    id, is_new, kind, code, name, head_name, area_id, address, phone, unit_kind, descent, people_count,
                    children_count, zone, started_on, remark, sort_key, search_key
                )
            ), added as (
                insert into app.subjects (
                    tenant_id, id, officer_id, kind, code, name, head_name, area_id, address, phone, unit_kind, descent,
                    people_count, children_count, zone, started_on, remark, sort_key, search_key
                )
                select \(tx.tenant), r.id, \(tx.context.officer), r.kind, r.code, r.name, r.head_name, r.area_id, r.address,
                    r.phone, r.unit_kind, r.descent, r.people_count, r.children_count, r.zone, r.started_on, r.remark,
                    r.sort_key, r.search_key
                from r
                where r.is_new
                returning id
            ), changed as (
                update app.subjects as s
                set version = s.version + 1, updated_at = now(), code = r.code, name = r.name, head_name = r.head_name,
                    area_id = r.area_id, address = r.address, phone = r.phone, unit_kind = r.unit_kind,
                    descent = r.descent, people_count = r.people_count, children_count = r.children_count, zone = r.zone,
                    started_on = r.started_on, remark = r.remark, sort_key = r.sort_key, search_key = r.search_key
                from r
                where s.tenant_id = \(tx.tenant)
                    and s.id = r.id
                    and not r.is_new
                returning s.id
            )
            select (select count(*) from added) + (select count(*) from changed)
            """
    }
}

/// A row to be written.
struct SubjectWriting {
    let id: SubjectID
    let isNew: Bool
    let record: ProgrammeSubject
}

/// Compares the rows of a list, one after the other, with what is kept.
struct SubjectComparison {
    private struct Key: Hashable {
        let name: String
        let area: AreaID
    }

    private let byCode: [String: StoredSubject]
    private var byName: [Key: [StoredSubject]]
    private var codes: Set<String> = []
    private var seen: Set<ProgrammeSubject> = []
    /// What is to be written, in the order of the rows.
    private(set) var writings: [SubjectWriting] = []

    init(_ kept: [StoredSubject]) {
        byCode = Dictionary(kept.filter { !$0.record.code.isEmpty }.map { ($0.record.code, $0) }) { first, _ in first }
        byName = Dictionary(grouping: kept.filter { $0.endedOn == nil }) {
            Key(name: $0.record.searchKey, area: $0.record.area)
        }
    }

    /// What becomes of a row.
    mutating func take(_ record: ProgrammeSubject) -> SubjectOutcome {
        if !record.code.isEmpty, !codes.insert(record.code).inserted {
            return seen.contains(record) ? .repeated : .codeTwice
        }
        guard seen.insert(record).inserted else { return .repeated }
        guard let old = match(record) else {
            writings.append(SubjectWriting(id: .next(), isNew: true, record: record))
            return .new
        }
        guard old.endedOn == nil else { return .ended }
        let merged = record.filled(from: old.record)
        if merged == old.record { return .same }
        writings.append(SubjectWriting(id: old.id, isNew: false, record: merged))
        return .changed
    }

    /// The subject that a row is; each is one row's alone.
    private mutating func match(_ record: ProgrammeSubject) -> StoredSubject? {
        if !record.code.isEmpty, let found = byCode[record.code] {
            byName[Key(name: found.record.searchKey, area: found.record.area)]?.removeAll { $0.id == found.id }
            return found
        }
        let key = Key(name: record.searchKey, area: record.area)
        guard let same = byName[key] else { return nil }
        let address = VietnameseText.folded(record.address)
        let possible = same.indices.filter { index in
            let other = same[index].record
            guard record.code.isEmpty || other.code.isEmpty else { return false }
            return address.isEmpty || other.address.isEmpty || VietnameseText.folded(other.address) == address
        }
        let best = possible.first { VietnameseText.folded(same[$0].record.address) == address } ?? possible.first
        return best.flatMap { byName[key]?.remove(at: $0) }
    }
}

extension ProgrammeSubject {
    /// The row over what is kept: what it leaves empty stays.
    func filled(from old: ProgrammeSubject) -> ProgrammeSubject {
        var merged = old
        merged.name = name
        merged.area = area
        if !code.isEmpty { merged.code = code }
        if !headName.isEmpty { merged.headName = headName }
        if !address.isEmpty { merged.address = address }
        if !remark.isEmpty { merged.remark = remark }
        merged.phone = phone ?? old.phone
        merged.unitKind = unitKind ?? old.unitKind
        merged.descent = descent ?? old.descent
        merged.peopleCount = peopleCount ?? old.peopleCount
        merged.childrenCount = childrenCount ?? old.childrenCount
        merged.zone = zone ?? old.zone
        merged.startedOn = startedOn ?? old.startedOn
        return merged
    }
}
