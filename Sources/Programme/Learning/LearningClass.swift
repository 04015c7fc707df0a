/// A class or a talk (lớp, chuyên đề), as an officer enters it.
package struct LearningClass: Hashable, Sendable {
    /// Of `capacity`.
    package static let capacities = 1...10_000
    /// Of `cost`, in đồng: what fits the column.
    package static let costs = 0...99_999_999_999_999

    package var title: String
    package var topic: TopicID
    /// The branch that holds it; nil for the whole tenant.
    package var branch: BranchID?
    /// The centre in which it is held.
    package var centre: CentreID?
    /// Where, if not in a centre.
    package var place: String
    /// Báo cáo viên, giáo viên.
    package var teacher: String
    /// Đơn vị phối hợp.
    package var partner: String
    package var startsOn: CalendarDay
    package var endsOn: CalendarDay
    package var delivery: ClassDelivery
    package var enrolment: ClassEnrolment
    /// Places; nil without a bound.
    package var capacity: Int?
    /// When somebody has completed it.
    package var rule: CompletionRule
    /// Đồng.
    package var cost: Int?
    package var costSource: CostSource?
    package var remark: String

    /// A class of which only what every class has is known.
    package init(title: String, topic: TopicID, startsOn: CalendarDay, endsOn: CalendarDay? = nil) {
        self.title = title
        self.topic = topic
        self.startsOn = startsOn
        self.endsOn = endsOn ?? startsOn
        place = ""
        teacher = ""
        partner = ""
        delivery = .inPerson
        enrolment = .own
        rule = CompletionRule()
        remark = ""
    }

    /// What is wrong with a class.
    package enum Defect: Hashable, Sendable {
        /// A text is too long, or there is no title.
        case text
        /// It ends before it begins.
        case dates
        /// The capacity, the cost or the rule is out of its bounds.
        case range
    }

    /// The class with its texts cleaned, or the first thing that is wrong with it.
    package func checked() -> Result<LearningClass, LearningDefect<Defect>> {
        var clean = self
        clean.title = VietnameseText.clean(title)
        clean.place = VietnameseText.clean(place)
        clean.teacher = VietnameseText.clean(teacher)
        clean.partner = VietnameseText.clean(partner)
        clean.remark = VietnameseText.clean(remark)
        let short = [clean.title, clean.place, clean.teacher, clean.partner]
        guard !clean.title.isEmpty, short.allSatisfy({ $0.unicodeScalars.count <= 200 }),
            clean.remark.unicodeScalars.count <= 1000
        else { return .failure(LearningDefect(.text)) }
        guard startsOn <= endsOn else { return .failure(LearningDefect(.dates)) }
        guard capacity.map(Self.capacities.contains) ?? true, cost.map(Self.costs.contains) ?? true, rule.isPossible
        else { return .failure(LearningDefect(.range)) }
        return .success(clean)
    }
}

/// Something wrong with what was entered, as an error.
package struct LearningDefect<Kind: Hashable & Sendable>: Error, Hashable, Sendable {
    package let kind: Kind

    /// The defect of this kind.
    package init(_ kind: Kind) { self.kind = kind }
}
