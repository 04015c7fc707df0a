import Postgres
package import Programme

extension SubjectRepository {
    /// Adds a subject.
    ///
    /// - Throws: `.refused` with `.subjectName`, `.subjectKind`, `.subjectCounts`, `.subjectDates`, `.textLength`,
    ///   `.subjectCodeTaken`, `.areaOutsideWard`, `.outsidePart`.
    package func insert(_ record: ProgrammeSubject, today: CalendarDay = .inVietnam()) async throws -> SubjectID {
        let r = try record.kept(today: today)
        let id = SubjectID.next()
        let results = try await tx.run(
            [
                """
                -- SubjectRepository.insert
                insert into app.subjects (
                    tenant_id, id, kind, code, name, head_name, area_id, address, phone, unit_kind, descent, across_wards,
                    people_count, children_count, zone, started_on, remark, sort_key, search_key, officer_id
                )
                select \(tx.tenant), \(id), \(r.kind), \(r.codeKept), \(r.name), \(r.headKept), \(r.area), \(r.addressKept), \(r.phone),
                    \(r.unitKind), \(r.descent), \(r.isAcrossWards), \(r.peopleCount), \(r.childrenCount), \(r.zone),
                    \(r.startedOn), \(r.remarkKept), \(r.sortKey), \(r.searchKey), \(tx.context.officer)
                where \(r.area) = any (
                    (
                        select app.areas_below(tenants.area_id)
                        from app.tenants
                        where tenants.id = \(tx.tenant)
                    )::uuid[]
                )
                """,
                wordsQuery(id, r.searchWords),
                tx.auditLine(.subjectInsert, subjects: [id.uuid], details: ["kind": r.kind.rawValue]),
            ],
            refusing: Self.refusals
        )
        guard results[0].affectedRows == 1 else { throw StoreError.refused(.areaOutsideWard) }
        return id
    }

    /// Changes what is known of a subject; its kind stays.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` like `insert`, and with `.subjectEnded`.
    package func update(
        _ id: SubjectID,
        version: Int,
        _ record: ProgrammeSubject,
        today: CalendarDay = .inVietnam()
    ) async throws -> Int {
        let r = try record.kept(today: today)
        let old = try await lock(id, version: version)
        guard old.endedOn == nil else { throw StoreError.refused(.subjectEnded) }
        guard old.record.kind == r.kind else { throw StoreError.refused(.subjectKind) }
        let results = try await tx.run(
            [
                """
                -- SubjectRepository.update
                update app.subjects
                set version = version + 1, updated_at = now(), code = \(r.codeKept), name = \(r.name), head_name = \(r.headKept),
                    area_id = \(r.area), address = \(r.addressKept), phone = \(r.phone), unit_kind = \(r.unitKind),
                    descent = \(r.descent), across_wards = \(r.isAcrossWards), people_count = \(r.peopleCount),
                    children_count = \(r.childrenCount), zone = \(r.zone), started_on = \(r.startedOn),
                    remark = \(r.remarkKept), sort_key = \(r.sortKey), search_key = \(r.searchKey)
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and (
                        area_id = \(r.area)
                        or \(r.area) = any (
                            (
                                select app.areas_below(tenants.area_id)
                                from app.tenants
                                where tenants.id = \(tx.tenant)
                            )::uuid[]
                        )
                    )
                """,
                removeWordsQuery(id, old.record.searchWords),
                wordsQuery(id, r.searchWords),
                tx.auditLine(.subjectUpdate, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        guard results[0].affectedRows == 1 else { throw StoreError.refused(.areaOutsideWard) }
        return version + 1
    }

    /// Records that a subject is no more, and what it became.
    ///
    /// - Parameter successors: own living subjects of the same kind; for merged and split ones alone.
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.subjectEnded`, `.subjectDates` if the day is to come or before its
    ///   first, `.subjectSuccessor`, `.subjectRegistered` while a registration of it is open.
    package func end(
        _ id: SubjectID,
        version: Int,
        on day: CalendarDay,
        _ reason: SubjectEnd,
        into successors: [SubjectID] = [],
        today: CalendarDay = .inVietnam()
    ) async throws -> Int {
        let old = try await lock(id, version: version)
        guard old.endedOn == nil else { throw StoreError.refused(.subjectEnded) }
        guard day <= today, old.record.startedOn.map({ $0 <= day }) ?? true else {
            throw StoreError.refused(.subjectDates)
        }
        let kind: SubjectSuccession.Kind? = reason == .merged ? .merge : reason == .split ? .split : nil
        let unique = Set(successors)
        guard SubjectEnd.chosen.contains(reason), unique.isEmpty || kind != nil, !unique.contains(id),
            unique.count <= 20
        else { throw StoreError.refused(.subjectSuccessor) }
        guard !(try await hasOpenRegistration(id)) else { throw StoreError.refused(.subjectRegistered) }
        let results = try await tx.run([
            """
            -- SubjectRepository.end
            update app.subjects
            set version = version + 1, updated_at = now(), ended_on = \(day), end_reason = \(reason)
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            """
            -- SubjectRepository.succeed
            insert into app.subject_successions (tenant_id, from_id, to_tenant_id, to_id, kind, happened_on)
            select s.tenant_id, \(id), s.tenant_id, s.id, \(kind ?? .merge), \(day)
            from app.subjects as s
            where s.tenant_id = \(tx.tenant)
                and s.id = any (\(Array(unique))::uuid[])
                and s.kind = \(old.record.kind)
                and s.ended_on is null
            """,
            tx.auditLine(.subjectEnd, subjects: [id.uuid] + unique.map(\.uuid), details: ["reason": reason.rawValue]),
        ])
        guard results[1].affectedRows == unique.count else { throw StoreError.refused(.subjectSuccessor) }
        return version + 1
    }

    /// Whether a registration of a subject waits for something.
    private func hasOpenRegistration(_ id: SubjectID) async throws -> Bool {
        try await tx.run(
            """
            -- SubjectRepository.hasOpenRegistration
            select exists (
                select from app.registrations as r
                where r.tenant_id = \(tx.tenant)
                    and r.subject_id = \(id)
                    and r.state in ('registered', 'scored', 'reviewed', 'proposed', 'appealed')
            )
            """
        ).value(Bool.self)
    }

    /// Takes back that a subject is no more, with what it became.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.subjectEnded)` if it lives, or another ward took it over.
    package func reopen(_ id: SubjectID, version: Int) async throws -> Int {
        let old = try await lock(id, version: version)
        guard old.endedOn != nil, old.end != .succeeded else { throw StoreError.refused(.subjectEnded) }
        _ = try await tx.run([
            """
            -- SubjectRepository.reopen
            update app.subjects
            set version = version + 1, updated_at = now(), ended_on = null, end_reason = null
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            """
            -- SubjectRepository.unsucceed
            delete from app.subject_successions
            where tenant_id = \(tx.tenant)
                and from_id = \(id)
                and kind <> 'adopt'
            """,
            tx.auditLine(.subjectReopen, subjects: [id.uuid]),
        ])
        return version + 1
    }

    /// Keeps others from changing a subject until the transaction ends.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.outsidePart)` if it is not the officer's to change.
    func lock(_ id: SubjectID, version: Int? = nil) async throws -> StoredSubject {
        let rows = try await tx.run(
            """
            -- SubjectRepository.lock
            select \(raw: StoredSubject.columns)
            from app.subjects as s
            where s.tenant_id = \(tx.tenant)
                and s.id = \(id)
            for update
            """
        )
        guard let found = try rows.decode(StoredSubject.self).first else {
            // seen, and not to be changed
            _ = try await find(id)
            throw StoreError.refused(.outsidePart)
        }
        if let version, version != found.version { throw StoreError.versionDiffers(current: found.version) }
        return found
    }

    private func wordsQuery(_ id: SubjectID, _ words: [String]) -> PostgresQuery {
        """
        -- SubjectRepository.insertWords
        insert into app.subject_words (tenant_id, word, subject_id)
        select s.tenant_id, word.word, s.id
        from app.subjects as s
        cross join unnest(\(words)::text[]) as word (word)
        where s.tenant_id = \(tx.tenant)
            and s.id = \(id)
        """
    }

    private func removeWordsQuery(_ id: SubjectID, _ words: [String]) -> PostgresQuery {
        """
        -- SubjectRepository.removeWords
        delete from app.subject_words
        where tenant_id = \(tx.tenant)
            and word = any (\(words)::text[])
            and subject_id = \(id)
        """
    }
}

extension ProgrammeSubject {
    /// The subject as it is kept.
    ///
    /// - Throws: `.refused` with `.subjectName`, `.subjectKind`, `.subjectCounts`, `.subjectDates`, `.textLength`.
    func kept(today: CalendarDay) throws(StoreError) -> ProgrammeSubject {
        switch checked(today: today) {
        case .success(let record): return record
        case .failure(let defect):
            switch defect.kind {
            case .name: throw .refused(.subjectName)
            case .text: throw .refused(.textLength)
            case .counts: throw .refused(.subjectCounts)
            case .kind: throw .refused(.subjectKind)
            case .dates: throw .refused(.subjectDates)
            }
        }
    }

    /// Nothing is kept as null.
    var codeKept: String? { code.isEmpty ? nil : code }
    /// See `codeKept`.
    var headKept: String? { headName.isEmpty ? nil : headName }
    /// See `codeKept`.
    var addressKept: String? { address.isEmpty ? nil : address }
    /// See `codeKept`.
    var remarkKept: String? { remark.isEmpty ? nil : remark }
}
