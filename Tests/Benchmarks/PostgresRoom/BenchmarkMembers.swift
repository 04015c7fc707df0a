/// What `fixture.sql` put into the tables, to check answers by.
enum BenchmarkMembers {
    /// Identities run from 1 to this.
    static let count = 10_000
    /// Each member's name, at its identity.
    static let names = (0...count).map { "Nguyễn Thị Học \($0)" }

    /// Throws unless `member` is the one of this identity.
    static func expect(_ member: (Int64, String), toBe wanted: Int64) throws(BenchmarkError) {
        try check(member.0 == wanted && member.1 == names[Int(wanted)], "member \(wanted)")
    }

    /// The same as far as it costs next to nothing: comparing texts outside ASCII costs Swift more than reading them.
    @inline(__always)
    static func expectRoughly(_ member: (Int64, String), toBe wanted: Int64) throws(BenchmarkError) {
        try check(member.0 == wanted && member.1.utf8.count > 16, "member \(wanted)")
    }
}
