import Programme

/// What a merge moved of what was learned, so that it can be moved back.
struct MergedLearning: Codable {
    /// A class in which both records were: the kept one's place stays, and takes over who came.
    struct Double: Codable {
        var kept: EnrolmentID
        var absorbed: EnrolmentID
        var keptState: String
        var absorbedState: String
        var keptOutcome: String?
        var absorbedOutcome: String?
        var keptCompletedOn: CalendarDay?
        var absorbedCompletedOn: CalendarDay?
    }

    /// Somebody who came by the absorbed record.
    struct Attendance: Codable {
        /// The absorbed record's place.
        var enrolment: EnrolmentID
        var session: ClassSessionID
        var host: TenantID
        var minutes: Int
        /// Whether the kept record had come to the same session, so that this one was dropped.
        var isDropped: Bool
    }

    var enrolments: [EnrolmentID] = []
    var records: [LearningRecordID] = []
    var certificates: [CertificateID] = []
    var plans: [LearningPlanID] = []
    /// What was done for the member's family; nil in merges of before it was kept.
    var help: [HouseholdHelpID]?
    var doubles: [Double] = []
    var attendances: [Attendance] = []
}
