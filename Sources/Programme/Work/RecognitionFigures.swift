/// What a report says of one title in one year: how many there are, how many registered, how many were recognised. Some numbers
/// may be missing, and shares may be stated; whether all that can be true together is what `problems` answers.
package struct RecognitionFigures: Hashable, Sendable {
    /// Of what something is a share.
    package enum Base: String, Codable, CaseIterable, Sendable {
        /// All that there are: households, clans, communities or units of the place.
        case total
        /// Those that registered in the year.
        case registered

        /// trên tổng số, trên số đăng ký.
        package var vietnameseName: String { self == .total ? "trên tổng số" : "trên số đăng ký" }
        /// of all, of those registered.
        package var englishName: String { self == .total ? "of all" : "of those registered" }
    }

    /// A share that a report states, of what, and of which number.
    package struct Statement: Hashable, Sendable {
        package let share: StatedShare
        package let base: Base
        /// Whether it is the share of those recognised; otherwise of those registered.
        package let isOfRecognised: Bool

        /// A statement of these parts.
        package init(_ share: StatedShare, of base: Base, isOfRecognised: Bool = true) {
            self.share = share
            self.base = base
            self.isOfRecognised = isOfRecognised
        }
    }

    /// All that there are.
    package var total: Int?
    package var registered: Int?
    /// Registered for the first time, or again after a pause (đăng ký mới).
    package var registeredNew: Int?
    /// Recognised in the year before and registered again (tái đăng ký).
    package var registeredRenewed: Int?
    package var recognised: Int?
    /// As the report has them.
    package var statements: [Statement]

    /// Figures of these parts.
    package init(
        total: Int? = nil,
        registered: Int? = nil,
        registeredNew: Int? = nil,
        registeredRenewed: Int? = nil,
        recognised: Int? = nil,
        statements: [Statement] = []
    ) {
        self.total = total
        self.registered = registered
        self.registeredNew = registeredNew
        self.registeredRenewed = registeredRenewed
        self.recognised = recognised
        self.statements = statements
    }

    /// The share of those recognised; nil if a number is missing, or there is nothing to be recognised.
    package func share(of base: Base) -> Share? {
        guard let recognised, let whole = base == .total ? total : registered else { return nil }
        return Share(of: recognised, in: whole)
    }

    /// What cannot be true, the gravest first; empty for figures that fit together.
    package var problems: [RecognitionProblem] { order + sums + shares }

    private var order: [RecognitionProblem] {
        let numbers = [total, registered, registeredNew, registeredRenewed, recognised].compactMap { $0 }
        guard numbers.allSatisfy({ $0 >= 0 }) else { return [.negative] }
        var problems: [RecognitionProblem] = []
        if let recognised, let registered, recognised > registered {
            problems.append(.recognisedAboveRegistered(recognised: recognised, registered: registered))
        }
        if let registered, let total, registered > total {
            problems.append(.registeredAboveTotal(registered: registered, total: total))
        }
        if registered == nil, let recognised, let total, recognised > total {
            problems.append(.recognisedAboveTotal(recognised: recognised, total: total))
        }
        return problems
    }

    private var sums: [RecognitionProblem] {
        guard let registered, let registeredNew, let registeredRenewed else { return [] }
        let (sum, overflow) = registeredNew.addingReportingOverflow(registeredRenewed)
        guard !overflow else { return [.negative] }
        return sum == registered ? [] : [.partsDiffer(sum: sum, stated: registered)]
    }

    /// Where the whole is known, each share is computed again; where it is not, all shares of it must allow for the same one.
    private var shares: [RecognitionProblem] {
        var problems: [RecognitionProblem] = []
        var possible: [Base: ClosedRange<Int>] = [:]
        for statement in statements {
            guard let part = statement.isOfRecognised ? recognised : registered else { continue }
            let known = statement.base == .total ? total : registered
            if let known {
                if !statement.share.fits(part, in: known) {
                    problems.append(
                        .shareDiffers(stated: statement.share.share, computed: Share(of: part, in: known))
                    )
                }
                continue
            }
            guard let wholes = statement.share.wholes(for: part) else { continue }
            if let before = possible[statement.base] {
                if !before.overlaps(wholes) {
                    problems.append(.wholesDiffer(least: before.lowerBound, other: wholes.lowerBound))
                }
            } else {
                possible[statement.base] = wholes
            }
        }
        return problems
    }
}

extension [RecognitionFigures.Statement] {
    /// Whether shares of those recognised in one report are of different things, so that they cannot be compared.
    package var mixesBases: Bool { Set(filter(\.isOfRecognised).map(\.base)).count > 1 }
}

/// Why figures cannot be true.
package enum RecognitionProblem: Error, Hashable, Sendable {
    /// A number is less than nothing, or too large to count with.
    case negative
    /// More were recognised than registered.
    case recognisedAboveRegistered(recognised: Int, registered: Int)
    /// More registered than there are.
    case registeredAboveTotal(registered: Int, total: Int)
    /// More were recognised than there are.
    case recognisedAboveTotal(recognised: Int, total: Int)
    /// New and renewed registrations do not give the registrations.
    case partsDiffer(sum: Int, stated: Int)
    /// The share that is stated is not that of the numbers.
    case shareDiffers(stated: Share, computed: Share?)
    /// Two shares of what is called the same whole stand for two wholes; the least that each can be.
    case wholesDiffer(least: Int, other: Int)

    /// What is wrong, and what to do.
    package var vietnamese: String {
        switch self {
        case .negative: "Có số âm hoặc quá lớn. Xin kiểm tra lại."
        case .recognisedAboveRegistered(let recognised, let registered):
            "Công nhận \(recognised) nhưng chỉ đăng ký \(registered). Xin ghi bổ sung đăng ký hoặc sửa số công nhận."
        case .registeredAboveTotal(let registered, let total):
            "Đăng ký \(registered) nhưng tổng số chỉ có \(total). Xin cập nhật mẫu số."
        case .recognisedAboveTotal(let recognised, let total):
            "Công nhận \(recognised) nhưng tổng số chỉ có \(total). Xin cập nhật mẫu số."
        case .partsDiffer(let sum, let stated):
            "Đăng ký mới và tái đăng ký cộng lại là \(sum), không phải \(stated) (lệch \(abs(sum - stated)))."
        case .shareDiffers(let stated, let computed):
            "Tỷ lệ ghi \(stated.vietnamese), tính lại là \(computed?.vietnamese ?? "không xác định")."
        case .wholesDiffer(let least, let other):
            "Các tỷ lệ cùng ghi là trên một tổng số nhưng ứng với hai tổng số khác nhau (từ \(least) và từ \(other))."
        }
    }

    /// The same in English.
    package var english: String {
        switch self {
        case .negative: "A number is negative or too large. Please look at it again."
        case .recognisedAboveRegistered(let recognised, let registered):
            "\(recognised) recognised, but only \(registered) registered. Add the registrations or mend the number."
        case .registeredAboveTotal(let registered, let total):
            "\(registered) registered, but there are only \(total). Please count the whole again."
        case .recognisedAboveTotal(let recognised, let total):
            "\(recognised) recognised, but there are only \(total). Please count the whole again."
        case .partsDiffer(let sum, let stated):
            "New and renewed registrations give \(sum), not \(stated): \(abs(sum - stated)) apart."
        case .shareDiffers(let stated, let computed):
            "The share is stated as \(stated.english); the numbers give \(computed?.english ?? "none")."
        case .wholesDiffer(let least, let other):
            "Shares of what is called the same whole stand for two (from \(least) and from \(other) up)."
        }
    }
}
