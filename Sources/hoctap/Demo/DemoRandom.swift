import Programme

/// Numbers without a pattern, the same for the same seed (SplitMix64), so that a demo is the same city every time.
///
/// Everything that is invented has a stream of its own, told by what it is for and which one it is: the thousandth person comes
/// out the same whether the others are made before it or not, so that nothing has to be kept in memory.
struct DemoRandom: RandomNumberGenerator {
    /// What the numbers are for.
    enum Purpose: UInt64 {
        case home = 1
        case life
        case person
        case membership
        case entry
        case identity
        case officer
        case course
        case enrolment
        case record
        case plan
        case household
        case title
        case programme
    }

    private var state: UInt64

    init(seed: UInt64, _ purpose: Purpose, _ numbers: Int...) {
        state = Self.mixed(seed &+ purpose.rawValue &* Self.step)
        for number in numbers { state = Self.mixed(state ^ UInt64(truncatingIfNeeded: number) &+ Self.step) }
    }

    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// Below `bound`, which is above 0.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
    }

    /// In the range; its lower end if it is empty.
    mutating func between(_ first: Int, _ last: Int) -> Int { last > first ? first + below(last - first + 1) : first }

    /// True in `percent` of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// True in `permille` of a thousand cases.
    mutating func chance(permille: Int) -> Bool { below(1000) < permille }

    /// One of the values, each as often; of none the fallback.
    mutating func pick<Value>(_ values: [Value], or fallback: Value) -> Value {
        values.isEmpty ? fallback : values[below(values.count)]
    }

    /// What stands on a certificate for whoever verifies it.
    mutating func certificateCode() -> CertificateCode? {
        CertificateCode(typed: String((0..<26).map { _ in pick(Self.digits, or: "0") }))
    }

    /// Crockford's: no I, L, O, U.
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
