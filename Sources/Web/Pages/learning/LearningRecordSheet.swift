internal import FoundationEssentials
internal import Programme
internal import Store

/// A member's record of learning as it is printed: all years, without what can be done with them.
struct LearningRecordSheet: Page {
    static let template = "members/record"

    let fullName: String
    let birth: String?
    let organisation: String
    let years: [LearningPage.Year]
    let hasYears: Bool
    /// When it was printed, in Vietnam's time.
    let printed: String

    func title(in language: Language) -> String {
        Phrase("Hồ sơ học tập: {0}", "Record of learning: {0}").text(in: language, fullName)
    }

    init(_ content: LearningContent, organisation: String, at now: Date = Date()) {
        fullName = content.member.record.name?.full ?? ""
        birth = content.member.record.birthDate?.vietnamese
        self.organisation = organisation
        years = LearningPage.years(content, mayEdit: false)
        hasYears = !years.isEmpty
        printed = Moment.text(now)
    }
}
