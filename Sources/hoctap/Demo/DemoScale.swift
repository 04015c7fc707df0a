internal import ArgumentParser

/// How large a demo is.
enum DemoScale: String, CaseIterable, Codable, ExpressibleByArgument, Sendable {
    /// To look around in: there in seconds.
    case small
    /// Pleiku as it was: some 150,000 memberships of 110,000 persons, and ten million attendances in ten years.
    case city
    /// Ten cities' people in the same wards.
    case province

    /// People of sixteen and more, members or not.
    var persons: Int {
        switch self {
        case .small: 2000
        case .city: 190_000
        case .province: 1_900_000
        }
    }

    /// Years of learning, the present one included, unless told otherwise.
    var years: Int { self == .small ? 3 : 10 }

    /// Attendances of one year.
    var attendancesOfAYear: Int {
        switch self {
        case .small: 6000
        case .city: 1_000_000
        case .province: 10_000_000
        }
    }

    /// Hamlets of a ward, and branches of an organisation in it.
    var hamletsOfAWard: Int {
        switch self {
        case .small: 2
        case .city: 13
        case .province: 40
        }
    }

    /// Wards of the last day that are tenants with those of which they came, by their keys; nil for all.
    var wards: [String]? { self == .small ? ["pleiku", "dien-hong"] : nil }
}
