/// The three numbers that a share is made of: in all, registered, recognised. Published reports mix them up, so a percentage is
/// never taken over: it is computed, with its denominator named, and one that was typed is compared.
package struct TitleFigures: Hashable, Sendable {
    /// Of what a percentage is a share.
    package enum Base: String, Hashable, Sendable, CaseIterable {
        /// Of all there are.
        case total
        /// Of those registered.
        case registered
    }

    /// Which of the numbers.
    package enum Measure: String, Hashable, Sendable, CaseIterable {
        case registered
        case recognised
    }

    /// A percentage as a report states it.
    package struct StatedPercent: Hashable, Sendable {
        package let measure: Measure
        package let percent: Double
        package let base: Base

        /// The percentage of a measure.
        package init(_ measure: Measure, _ percent: Double, of base: Base) {
            self.measure = measure
            self.percent = percent
            self.base = base
        }
    }

    /// Something wrong with the numbers.
    package enum Finding: Hashable, Sendable {
        case recognisedAboveRegistered(Int, Int)
        case registeredAboveTotal(Int, Int)
        case recognisedAboveTotal(Int, Int)
        /// New and renewed registrations do not make up the registered.
        case partsDiffer(sum: Int, stated: Int)
        /// A stated percentage is not what the numbers give.
        case percentDiffers(StatedPercent, computed: Double)

        /// Whether numbers with it are refused; others are taken with the reason shown.
        package var isRefused: Bool {
            switch self {
            case .recognisedAboveRegistered, .registeredAboveTotal, .recognisedAboveTotal: true
            case .partsDiffer, .percentDiffers: false
            }
        }
    }

    /// Half a unit of the last digit that reports print, with some room for their rounding.
    package static let tolerance = 0.6

    package var total: Int?
    package var registered: Int?
    /// First registrations of the year.
    package var registeredNew: Int?
    /// Of subjects recognised the year before (tái đăng ký).
    package var registeredRenewed: Int?
    package var recognised: Int?

    /// The numbers as far as they are known.
    package init(
        total: Int? = nil,
        registered: Int? = nil,
        registeredNew: Int? = nil,
        registeredRenewed: Int? = nil,
        recognised: Int? = nil
    ) {
        self.total = total
        self.registered = registered
        self.registeredNew = registeredNew
        self.registeredRenewed = registeredRenewed
        self.recognised = recognised
    }

    /// A measure in percent of a base; nil where one of the two is not known or the base is nought.
    package func percent(_ measure: Measure, of base: Base) -> Double? {
        guard let part = measure == .registered ? registered : recognised,
            let whole = base == .total ? total : registered, whole > 0
        else { return nil }
        return Double(part) * 100 / Double(whole)
    }

    /// The whole that a stated percentage implies; nil where the measure is not known or the percentage is nought.
    package func impliedTotal(by stated: StatedPercent) -> Int? {
        guard stated.base == .total, stated.percent > 0,
            let part = stated.measure == .registered ? registered : recognised
        else { return nil }
        return Int((Double(part) * 100 / stated.percent).rounded())
    }

    /// What is wrong with the numbers, and with what a report states of them. Without a total the first percentage of all implies
    /// it, and the others are compared with that.
    package func findings(stated: [StatedPercent] = []) -> [Finding] {
        var findings: [Finding] = []
        if let recognised, let registered, recognised > registered {
            findings.append(.recognisedAboveRegistered(recognised, registered))
        }
        if let registered, let total, registered > total { findings.append(.registeredAboveTotal(registered, total)) }
        if let recognised, let total, recognised > total { findings.append(.recognisedAboveTotal(recognised, total)) }
        if let new = registeredNew, let renewed = registeredRenewed, let registered, new + renewed != registered {
            findings.append(.partsDiffer(sum: new + renewed, stated: registered))
        }
        var figures = self
        figures.total = total ?? stated.lazy.compactMap(impliedTotal).first
        for one in stated {
            guard let computed = figures.percent(one.measure, of: one.base) else { continue }
            if abs(computed - one.percent) > Self.tolerance {
                findings.append(.percentDiffers(one, computed: computed))
            }
        }
        return findings
    }

    /// Whether percentages of one measure that stand beside each other, perhaps of several titles, are of different denominators.
    package static func mixesBases(_ stated: [StatedPercent]) -> Bool {
        Measure.allCases.contains { measure in Set(stated.filter { $0.measure == measure }.map(\.base)).count > 1 }
    }

    /// Whether the numbers cannot be.
    package var isRefused: Bool { findings().contains(where: \.isRefused) }
}
