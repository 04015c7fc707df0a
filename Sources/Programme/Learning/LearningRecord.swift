/// Learning done elsewhere, as it is declared.
package struct LearningRecord: Hashable, Sendable {
    /// Of `minutes`.
    package static let minuteLimits = 1...600_000

    package var title: String
    /// With whom.
    package var provider: String
    package var topic: TopicID
    package var startedOn: CalendarDay?
    package var endedOn: CalendarDay
    /// In all.
    package var minutes: Int
    /// Where the proof is kept.
    package var evidence: String

    /// A record of these parts.
    package init(
        title: String,
        provider: String = "",
        topic: TopicID,
        startedOn: CalendarDay? = nil,
        endedOn: CalendarDay,
        minutes: Int,
        evidence: String = ""
    ) {
        self.title = title
        self.provider = provider
        self.topic = topic
        self.startedOn = startedOn
        self.endedOn = endedOn
        self.minutes = minutes
        self.evidence = evidence
    }

    /// What is wrong with a record.
    package enum Defect: Hashable, Sendable {
        /// A text is too long, or there is no title.
        case text
        /// It ended before it began, before the birth, or on a day to come.
        case dates
        /// No minutes, or too many; or more than 24 hours for each of its days.
        case minutes
    }

    /// The record with its texts cleaned, or the first thing that is wrong with it.
    ///
    /// - Parameter birth: of the person, as far as it is known.
    package func checked(
        today: CalendarDay,
        birth: PartialDate? = nil
    ) -> Result<LearningRecord, LearningDefect<Defect>> {
        var clean = self
        clean.title = VietnameseText.clean(title)
        clean.provider = VietnameseText.clean(provider)
        clean.evidence = VietnameseText.clean(evidence)
        guard (1...200).contains(clean.title.unicodeScalars.count), clean.provider.unicodeScalars.count <= 200,
            clean.evidence.unicodeScalars.count <= 500
        else { return .failure(LearningDefect(.text)) }
        let first = startedOn ?? endedOn
        guard first <= endedOn, endedOn <= today, birth.map({ $0.earliest <= first }) ?? true else {
            return .failure(LearningDefect(.dates))
        }
        let days = endedOn.dayNumber - first.dayNumber + 1
        let most = startedOn == nil ? Self.minuteLimits.upperBound : days * AttendanceRule.longestDayMinutes
        guard Self.minuteLimits.contains(minutes), minutes <= most else { return .failure(LearningDefect(.minutes)) }
        return .success(clean)
    }
}

/// Where a record of learning done elsewhere stands.
package enum LearningRecordState: String, Codable, CaseIterable, Sendable {
    /// The member says so.
    case declared
    /// An officer has seen the proof.
    case verified
    /// An officer does not believe it.
    case refused

    /// Tự khai, Đã xác nhận, Không công nhận.
    package var vietnameseName: String {
        switch self {
        case .declared: "Tự khai"
        case .verified: "Đã xác nhận"
        case .refused: "Không công nhận"
        }
    }

    /// Declared, Verified, Refused.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
