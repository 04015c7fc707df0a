package import Postgres
package import Programme

/// A meeting that reviews registrations (họp bình xét), as it is entered.
package struct ReviewRecord: Hashable, Sendable {
    /// The hamlet, or the ward.
    package var area: AreaID
    package var heldOn: CalendarDay
    package var place: String
    package var chair: String
    package var secretary: String
    /// How many were there.
    package var present: Int
    package var minutes: String

    /// A meeting of these parts.
    package init(
        area: AreaID,
        heldOn: CalendarDay,
        place: String = "",
        chair: String,
        secretary: String,
        present: Int,
        minutes: String = ""
    ) {
        self.area = area
        self.heldOn = heldOn
        self.place = place
        self.chair = chair
        self.secretary = secretary
        self.present = present
        self.minutes = minutes
    }

    /// The record with its texts cleaned.
    ///
    /// - Throws: `.refused` with `.textLength`, `.reviewVotes` without people, `.decisionDate` on a day to come.
    func kept(today: CalendarDay) throws -> ReviewRecord {
        var kept = self
        kept.place = VietnameseText.clean(place)
        kept.chair = VietnameseText.clean(chair)
        kept.secretary = VietnameseText.clean(secretary)
        guard kept.place.unicodeScalars.count <= 200, (1...100).contains(kept.chair.unicodeScalars.count),
            (1...100).contains(kept.secretary.unicodeScalars.count), minutes.unicodeScalars.count <= 20_000,
            !minutes.unicodeScalars.contains("\u{0}")
        else { throw StoreError.refused(.textLength) }
        guard (1...100_000).contains(present) else { throw StoreError.refused(.reviewVotes) }
        guard heldOn <= today else { throw StoreError.refused(.decisionDate) }
        return kept
    }
}

/// How a meeting voted on one registration.
package struct ReviewVote: Hashable, Sendable {
    package var registration: RegistrationID
    package var votesFor: Int
    package var votesAgainst: Int
    package var abstained: Int
    package var isPassed: Bool
    package var remark: String

    /// A vote; without a result given it is passed if more were for it than against.
    package init(
        _ registration: RegistrationID,
        for votesFor: Int,
        against votesAgainst: Int = 0,
        abstained: Int = 0,
        isPassed: Bool? = nil,
        remark: String = ""
    ) {
        self.registration = registration
        self.votesFor = votesFor
        self.votesAgainst = votesAgainst
        self.abstained = abstained
        self.isPassed = isPassed ?? (votesFor > votesAgainst)
        self.remark = remark
    }
}

/// A meeting as kept.
package struct StoredReview: Hashable, Sendable {
    package let id: ReviewID
    package let version: Int
    package let title: TitleTypeID
    package let year: Int
    package let record: ReviewRecord
    /// On how many registrations it voted, and how many of them it passed.
    package let voted: Int
    package let passed: Int
}

extension StoredReview: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        title = try row.next()
        year = try row.next()
        record = try ReviewRecord(
            area: row.next(),
            heldOn: row.next(),
            place: row.next(),
            chair: row.next(),
            secretary: row.next(),
            present: row.next(),
            minutes: row.next()
        )
        voted = try row.next()
        passed = try row.next()
    }
}
