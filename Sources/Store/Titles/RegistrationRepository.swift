import Postgres
package import Programme

/// Registrations for titles, from the list of a year to what was decided. Actions take a whole list and do all of it or nothing,
/// in a few statements whatever its length; each leaves a line in the audit. A refusal ends the transaction.
package struct RegistrationRepository {
    /// Registrations on one page, at most.
    package static let longestPage = 500
    /// Registrations in one action, at most: all households of a ward of the largest size.
    package static let most = 100_000

    /// Constraints, those of triggers too, and what they mean to whoever wrote.
    static let refusals: [String: StoreRefusal] = [
        "registrations_subject_unique": .registrationExists, "registrations_subject_fkey": .titleSubject,
        "registrations_title_type_fkey": .titleUnknown, "registrations_set_fkey": .criteriaUnknown,
        "registrations_year_range": .titleYear, "registrations_state_step": .registrationState,
        "registrations_subject_fixed": .registrationDecided, "registrations_decided_fixed": .registrationDecided,
        "registrations_decision_known": .registrationDecided, "registrations_remark_length": .textLength,
        "scores_registration_open": .registrationDecided, "scores_item_of_set": .scoreInvalid,
        "scores_set_active": .criteriaNotActive, "scores_item_leaf": .scoreInvalid,
        "scores_not_applicable_rule": .scoreInvalid, "scores_measure": .scoreInvalid,
        "scores_points_most": .scoreInvalid, "scores_points_least": .scoreInvalid, "scores_remark_length": .textLength,
        "evidence_registration_open": .registrationDecided, "evidence_sha256_unique": .evidenceExists,
        "evidence_contents_content_known": .evidenceKind, "evidence_contents_content_length": .evidenceTooLarge,
        "reviews_open": .registrationDecided, "reviews_present_range": .reviewVotes,
        "review_votes_present": .reviewVotes, "review_votes_result_majority": .reviewVotes,
        "review_votes_same_year": .registrationState, "review_votes_remark_length": .textLength,
        "proposals_number_unique": .decisionNumberTaken, "proposal_lines_same_year": .registrationState,
        "proposal_lines_review_passed": .reviewFailed, "proposal_lines_reason_given": .decisionReason,
        "decisions_number_unique": .decisionNumberTaken, "decisions_number_length": .decisionNumber,
        "decision_lines_registration_unique": .decisionExists, "decision_lines_pkey": .decisionExists,
        "decision_lines_state": .decisionExists, "decision_lines_same_year": .registrationState,
        "decision_lines_reason_given": .decisionReason,
    ]

    let tx: TenantTransaction

    /// Registrations of a title and a year, by hamlet and name, from behind `after` on. A name is searched as those of members are:
    /// each word typed begins one of its words, and marks count where they are typed.
    ///
    /// - Throws: `StoreError.notFound` when the registration `after` is gone.
    package func list(
        _ filter: RegistrationFilter,
        after: RegistrationID? = nil,
        limit: Int = 100
    ) async throws -> RegistrationPage {
        let limit = min(max(limit, 1), Self.longestPage)
        var place: Place?
        if let after { place = try await placeOf(after) }
        let clean = VietnameseText.clean(filter.text)
        let search = NameSearch(clean)
        var fitting: [StoredRegistration] = []
        var lookedAt = 0
        while fitting.count <= limit, lookedAt < Self.most {
            let next = try await candidates(filter, search, clean, after: place, limit: limit + 1)
            fitting += next.filter { found in
                search.map { $0.matches(fullName: found.subjectName) || found.subjectCode == clean } ?? true
            }
            lookedAt += next.count
            guard search != nil, let last = next.last, next.count > limit else { break }
            place = try await placeOf(last.id)
        }
        let shown = Array(fitting.prefix(limit))
        _ = try await tx.run(tx.auditLine(.registrationList, subjects: shown.map(\.id.uuid)))
        return RegistrationPage(registrations: shown, next: fitting.count > limit ? shown.last?.id : nil)
    }

    /// Where a registration stands in the order of the list.
    private typealias Place = (area: AreaID, key: String, id: RegistrationID)

    /// The next registrations of a filter. A word typed narrows them; each name is compared afterwards.
    private func candidates(
        _ filter: RegistrationFilter,
        _ search: NameSearch?,
        _ code: String,
        after place: Place?,
        limit: Int
    ) async throws -> [StoredRegistration] {
        // the longest word is mostly the rarest
        let word = search?.prefixes.max { $0.utf8.count < $1.utf8.count }
        let end = word.map { $0 + "\u{10ffff}" }
        return try await tx.run(
            """
            -- RegistrationRepository.list
            with page as materialized (
                select r.*
                from app.registrations as r
                join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
                where r.tenant_id = \(tx.tenant)
                    and r.title_type_id = \(filter.title)
                    and r.year = \(filter.year)
                    and r.state = any (\(filter.stateList))
                    and (\(filter.area)::uuid is null or r.area_id = any ((select app.areas_below(\(filter.area)))::uuid[]))
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
                    and (
                        \(place?.id)::uuid is null
                        or (r.area_id, s.sort_key, r.id) > (\(place?.area), \(place?.key), \(place?.id))
                    )
                order by r.area_id, s.sort_key, r.id
                limit \(limit)
            )
            select \(raw: StoredRegistration.columns)
            from page as r
            \(raw: StoredRegistration.joins)
            order by r.area_id, s.sort_key, r.id
            """
        ).decode(StoredRegistration.self)
    }

    /// The registrations with these identities that there are, in no order.
    package func find(_ ids: [RegistrationID]) async throws -> [StoredRegistration] {
        guard ids.count <= Self.most else { throw StoreError.refused(.registrationsTooMany) }
        return try await tx.run([
            tx.auditLine(.registrationList, subjects: ids.map(\.uuid)),
            """
            -- RegistrationRepository.find
            select \(raw: StoredRegistration.columns)
            from app.registrations as r
            \(raw: StoredRegistration.joins)
            where r.tenant_id = \(tx.tenant)
                and r.id = any (\(ids))
            """,
        ])[1].decode(StoredRegistration.self)
    }

    /// How many registrations of a title and a year stand where.
    package func counts(_ title: TitleTypeID, year: Int) async throws -> [RegistrationCount] {
        try await tx.run(
            """
            -- RegistrationRepository.counts
            select r.area_id, r.state, r.kind, count(*)
            from app.registrations as r
            where r.tenant_id = \(tx.tenant)
                and r.title_type_id = \(title)
                and r.year = \(year)
            group by r.area_id, r.state, r.kind
            order by r.area_id, r.state, r.kind
            """
        ).decode((AreaID, TitleState, RegistrationKind, Int).self).map {
            RegistrationCount(area: $0.0, state: $0.1, kind: $0.2, count: $0.3)
        }
    }

    /// Of those below communities and clans, how many hold a title of a year; none of none where there are none.
    package func shares(
        of subjects: [SubjectID],
        title: TitleTypeID,
        year: Int
    ) async throws -> [SubjectID: TitleShare] {
        let rows = try await tx.run(
            """
            -- RegistrationRepository.shares
            select s.subject_id, s.total, s.recognised
            from app.title_shares(\(subjects), \(title), \(year)::int) as s
            """
        ).decode((SubjectID, Int, Int).self)
        let none = subjects.map { ($0, TitleShare(total: 0, recognised: 0)) }
        return Dictionary(none + rows.map { ($0.0, TitleShare(total: $0.1, recognised: $0.2)) }) { $1 }
    }

    /// Until when the steps of a year are to be done: the city's days, and the ward's own.
    package func deadlines(in year: Int) async throws -> TitleDeadlines {
        let own = try await tx.run(
            """
            -- RegistrationRepository.deadlines
            select d.step, d.due_on
            from app.ward_deadlines as d
            where d.tenant_id = \(tx.tenant)
                and d.year = \(year)
            """
        ).decode((TitleStage, CalendarDay).self)
        return TitleDeadlines(
            year: year,
            city: try await tx.criteria.deadlines(in: year),
            ward: Dictionary(own, uniquingKeysWith: { first, _ in first })
        )
    }

    /// Sets the ward's own days of a year; where there is none the city's holds.
    ///
    /// - Throws: `.refused(.deadlineOrder)`.
    package func setDeadlines(_ days: [TitleStage: CalendarDay], in year: Int) async throws {
        let city = try await tx.criteria.deadlines(in: year)
        guard TitleDeadlines(year: year, city: city, ward: days).isInOrder else {
            throw StoreError.refused(.deadlineOrder)
        }
        let stages = TitleStage.allCases.filter { days[$0] != nil }
        _ = try await tx.run([
            """
            -- RegistrationRepository.setDeadlines: before
            delete from app.ward_deadlines
            where tenant_id = \(tx.tenant)
                and year = \(year)
            """,
            """
            -- RegistrationRepository.setDeadlines
            insert into app.ward_deadlines (tenant_id, year, step, due_on)
            select \(tx.tenant), \(year), d.step, d.due_on
            from unnest(\(stages)::text[], \(stages.compactMap { days[$0] })::date[]) as d (step, due_on)
            """,
            tx.auditLine(.titleDeadlines, subjects: [], details: ["year": String(year)]),
        ])
    }

    private func placeOf(_ id: RegistrationID) async throws -> (area: AreaID, key: String, id: RegistrationID) {
        let rows = try await tx.run(
            """
            -- RegistrationRepository.place
            select r.area_id, s.sort_key
            from app.registrations as r
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            where r.tenant_id = \(tx.tenant)
                and r.id = \(id)
            """
        ).decode((AreaID, String).self)
        guard let row = rows.first else { throw StoreError.notFound }
        return (row.0, row.1, id)
    }
}

extension TenantTransaction {
    /// Registrations for titles.
    package var registrations: RegistrationRepository { RegistrationRepository(tx: self) }
}
