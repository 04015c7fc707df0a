/// How a criterion is answered.
package enum CriteriaMeasure: String, Codable, CaseIterable, Sendable {
    /// With points.
    case points
    /// With yes or no (đạt, không đạt).
    case pass
}

/// When a criterion does not apply.
package enum CriteriaException: String, Codable, CaseIterable, Sendable {
    /// A household without children of school age.
    case noChildren = "no_children"
    /// Who scores says so, with the reason.
    case declared
}

/// What then becomes of its points.
package enum CriteriaTreatment: String, Codable, CaseIterable, Sendable {
    /// All of them are given.
    case full
    /// It is left out, and what remains counts for the whole, in proportion.
    case leftOut = "left_out"
}

/// A criterion or a part of one (tiêu chí, nội dung, chỉ tiêu). What has parts is not answered itself.
package struct CriteriaItem: Hashable, Sendable, Codable {
    /// As the decision numbers it, once in a set.
    package var code: String
    /// The code of what it is a part of; nil at the top.
    package var parent: String?
    package var name: String
    package var measure: CriteriaMeasure
    /// Nil where it is not known, or there are none.
    package var maximum: Points?
    /// It is asked for this level and those above; 1 for all.
    package var fromLevel: Int
    /// When it does not apply; nil: it always does.
    package var exception: CriteriaException?
    /// Nil: nobody has said what then.
    package var treatment: CriteriaTreatment?
    /// False: its text or its parts could not be read.
    package var isKnown: Bool
    /// The key of the title of which it asks the share below; that share is computed.
    package var shareOf: String?

    /// A criterion of these parts.
    package init(
        _ code: String,
        in parent: String? = nil,
        name: String,
        measure: CriteriaMeasure = .points,
        maximum: Points? = nil,
        fromLevel: Int = 1,
        exception: CriteriaException? = nil,
        treatment: CriteriaTreatment? = nil,
        isKnown: Bool = true,
        shareOf: String? = nil
    ) {
        self.code = code
        self.parent = parent
        self.name = name
        self.measure = measure
        self.maximum = maximum
        self.fromLevel = fromLevel
        self.exception = exception
        self.treatment = treatment
        self.isKnown = isKnown
        self.shareOf = shareOf
    }

    private enum CodingKeys: String, CodingKey {
        case code, parent, name, measure, maximum, fromLevel, exception, treatment, isKnown, shareOf
    }

    /// Reads what `encode` writes; what is usual may be left out.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        code = try fields.decode(String.self, forKey: .code)
        parent = try fields.decodeIfPresent(String.self, forKey: .parent)
        name = try fields.decode(String.self, forKey: .name)
        measure = try fields.decodeIfPresent(CriteriaMeasure.self, forKey: .measure) ?? .points
        maximum = try fields.decodeIfPresent(Points.self, forKey: .maximum)
        fromLevel = try fields.decodeIfPresent(Int.self, forKey: .fromLevel) ?? 1
        exception = try fields.decodeIfPresent(CriteriaException.self, forKey: .exception)
        treatment = try fields.decodeIfPresent(CriteriaTreatment.self, forKey: .treatment)
        isKnown = try fields.decodeIfPresent(Bool.self, forKey: .isKnown) ?? true
        shareOf = try fields.decodeIfPresent(String.self, forKey: .shareOf)
    }
}

/// A level that a set can give (mức độ); the only one, where there is one.
package struct CriteriaLevel: Hashable, Sendable, Codable {
    /// Of those below, how many must hold a title.
    package struct Condition: Hashable, Sendable, Codable {
        /// The key of their title.
        package var title: String
        /// Of a hundred, to a hundredth.
        package var percent: Points

        /// So many of a hundred must hold a title.
        package init(title: String, percent: Points) {
            self.title = title
            self.percent = percent
        }
    }

    package var name: String
    /// Points for it in a favourable area; nil where they are not known, or none are given.
    package var passFavourable: Points?
    /// Points for it in a difficult area.
    package var passDifficult: Points?
    /// Months after the decision on the level below; nil without such a rule.
    package var waitMonths: Int?
    /// How long it holds after the year of the decision; nil: as the title says.
    package var validityMonths: Int?
    package var conditions: [Condition]

    /// A level of these parts.
    package init(
        _ name: String,
        favourable: Points? = nil,
        difficult: Points? = nil,
        waitMonths: Int? = nil,
        validityMonths: Int? = nil,
        conditions: [Condition] = []
    ) {
        self.name = name
        passFavourable = favourable
        passDifficult = difficult
        self.waitMonths = waitMonths
        self.validityMonths = validityMonths
        self.conditions = conditions
    }

    private enum CodingKeys: String, CodingKey {
        case name, passFavourable, passDifficult, waitMonths, validityMonths, conditions
    }

    /// Reads what `encode` writes; what is usual may be left out.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(String.self, forKey: .name)
        passFavourable = try fields.decodeIfPresent(Points.self, forKey: .passFavourable)
        passDifficult = try fields.decodeIfPresent(Points.self, forKey: .passDifficult)
        waitMonths = try fields.decodeIfPresent(Int.self, forKey: .waitMonths)
        validityMonths = try fields.decodeIfPresent(Int.self, forKey: .validityMonths)
        conditions = try fields.decodeIfPresent([Condition].self, forKey: .conditions) ?? []
    }

    /// Points for it in a zone.
    package func pass(in zone: SubjectZone) -> Points? { zone == .difficult ? passDifficult : passFavourable }
}
