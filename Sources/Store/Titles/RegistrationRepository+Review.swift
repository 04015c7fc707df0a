import Postgres
package import Programme

extension RegistrationRepository {
    /// Enters a meeting with its votes; a later meeting takes the place of an earlier one.
    ///
    /// - Throws: `.notFound`; `.refused` with `.registrationState`, `.registrationDecided`, `.reviewVotes`, `.textLength`,
    ///   `.decisionDate`.
    package func review(
        _ record: ReviewRecord,
        _ votes: [ReviewVote],
        today: CalendarDay = .inVietnam()
    ) async throws -> ReviewID {
        let record = try record.kept(today: today)
        let remarks = votes.map { VietnameseText.clean($0.remark) }
        guard remarks.allSatisfy({ $0.unicodeScalars.count <= 500 }) else { throw StoreError.refused(.textLength) }
        guard votes.allSatisfy({ $0.isPossible(present: record.present) }) else {
            throw StoreError.refused(.reviewVotes)
        }
        let found = try await lock(votes.map(\.registration))
        guard found.count == votes.count else { throw StoreError.refused(.reviewVotes) }
        try require(.review, of: found)
        let (title, year) = try common(found)
        let id = ReviewID.next()
        _ = try await tx.run(
            [
                """
                -- RegistrationRepository.review
                insert into app.reviews (
                    tenant_id, id, title_type_id, year, area_id, held_on, place, chair, clerk, present, minutes, officer_id
                )
                values (
                    \(tx.tenant), \(id), \(title), \(year), \(record.area), \(record.heldOn), \(record.place), \(record.chair),
                    \(record.secretary), \(record.present), \(record.minutes), \(tx.context.officer)
                )
                """,
                """
                -- RegistrationRepository.review: votes
                insert into app.review_votes (
                    tenant_id, review_id, registration_id, votes_for, votes_against, abstained, result, remark
                )
                select \(tx.tenant), \(id), v.registration_id, v.votes_for, v.votes_against, v.abstained,
                    case when v.is_passed then 'passed' else 'failed' end, v.remark
                from unnest(
                    \(votes.map(\.registration))::uuid[], \(votes.map(\.votesFor))::int[],
                    \(votes.map(\.votesAgainst))::int[], \(votes.map(\.abstained))::int[], \(votes.map(\.isPassed))::boolean[],
                    \(remarks)::text[]
                ) as v (registration_id, votes_for, votes_against, abstained, is_passed, remark)
                """,
                set(.reviewed, of: found),
                tx.auditLine(.registrationReview, subjects: [id.uuid] + found.map(\.id.uuid)),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// The meetings of a title and a year, the latest first.
    package func reviews(_ title: TitleTypeID, year: Int) async throws -> [StoredReview] {
        try await tx.run(
            """
            -- RegistrationRepository.reviews
            select w.id, w.version, w.title_type_id, w.year, w.area_id, w.held_on, w.place, w.chair, w.clerk, w.present,
                w.minutes, count(v.review_id), count(v.review_id) filter (where v.result = 'passed')
            from app.reviews as w
            left join app.review_votes as v on v.tenant_id = w.tenant_id and v.review_id = w.id
            where w.tenant_id = \(tx.tenant)
                and w.title_type_id = \(title)
                and w.year = \(year)
            group by w.tenant_id, w.id
            order by w.held_on desc, w.id desc
            limit \(Self.longestPage)
            """
        ).decode(StoredReview.self)
    }

    /// Changes the minutes of a meeting, until something is proposed after it.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.textLength`, `.registrationDecided`.
    package func setMinutes(_ minutes: String, of id: ReviewID, version: Int) async throws -> Int {
        guard minutes.unicodeScalars.count <= 20_000, !minutes.unicodeScalars.contains("\u{0}") else {
            throw StoreError.refused(.textLength)
        }
        let changed = try await tx.run(
            """
            -- RegistrationRepository.setMinutes
            update app.reviews
            set minutes = \(minutes), version = version + 1
            where tenant_id = \(tx.tenant)
                and id = \(id)
                and version = \(version)
            returning version
            """,
            refusing: Self.refusals
        ).decode(Int.self)
        if let version = changed.first {
            _ = try await tx.run(tx.auditLine(.registrationReview, subjects: [id.uuid]))
            return version
        }
        let current = try await tx.run(
            """
            -- RegistrationRepository.reviewVersion
            select w.version
            from app.reviews as w
            where w.tenant_id = \(tx.tenant)
                and w.id = \(id)
            """
        ).decode(Int.self)
        guard let current = current.first, current != version else { throw StoreError.notFound }
        throw StoreError.versionDiffers(current: current)
    }

    /// Brings registrations to a state.
    func set(_ state: TitleState, of found: [LockedRegistration]) -> PostgresQuery {
        """
        -- RegistrationRepository.set
        update app.registrations
        set state = \(state), version = version + 1, officer_id = \(tx.context.officer), updated_at = now()
        where tenant_id = \(tx.tenant)
            and id = any (\(found.map(\.id)))
        """
    }
}

extension ReviewVote {
    /// Whether so many people can have voted so.
    fileprivate func isPossible(present: Int) -> Bool {
        let numbers = [votesFor, votesAgainst, abstained]
        guard numbers.allSatisfy({ (0...present).contains($0) }), numbers.reduce(0, +) <= present else { return false }
        return !isPassed || votesFor > votesAgainst
    }
}
