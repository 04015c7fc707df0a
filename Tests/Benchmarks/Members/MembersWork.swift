import Programme
import Store

/// What an officer does with members, as pages do it.
enum MembersWork: String, CaseIterable {
    case get = "member_get"
    case list = "member_list"
    case listDeep = "member_list_deep"
    case listBranch = "member_list_branch"
    case searchRare = "member_search_rare"
    case searchFrequent = "member_search_frequent"
    case searchCitizenID = "member_search_citizen_id"

    private static let page = 50

    /// Calls in a round.
    var times: Int {
        switch self {
        case .get, .searchCitizenID: 600
        case .list, .listDeep, .listBranch: 300
        case .searchRare, .searchFrequent: 200
        }
    }

    /// Does it so many times on each of the databases in turn, so that a slow moment strikes all alike, and checks the answers.
    ///
    /// - Returns: how long each took, in milliseconds, by database.
    func run(_ databases: [TenantDatabase], _ fixture: MembersFixture, times: Int) async throws -> [[Double]] {
        let clock = ContinuousClock()
        var latencies = databases.map { _ in [Double]() }
        for number in 0..<times {
            // steps that are prime to the members' number lead everywhere
            let member = fixture.member(number * 7919)
            for turn in databases.indices {
                // who comes second finds the pages in the processor's cache
                let place = (turn + number) % databases.count
                let start = clock.now
                try await databases[place].read(fixture.context) { try await once($0, fixture, member, number) }
                let time = clock.now - start
                latencies[place].append(
                    Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15
                )
            }
        }
        return latencies
    }

    private func once(
        _ tx: TenantTransaction,
        _ fixture: MembersFixture,
        _ member: MemberID,
        _ number: Int
    ) async throws {
        switch self {
        case .get:
            try check(try await tx.members.find(member).id == member, rawValue)
        case .list:
            let page = try await tx.members.list(MemberFilter(), limit: Self.page)
            try check(page.members.count == Self.page && page.next != nil, rawValue)
        case .listDeep:
            let page = try await tx.members.list(MemberFilter(), after: member, limit: Self.page)
            try check(page.members.first?.id != member, rawValue)
        case .listBranch:
            let branches = try await tx.branches.find(name: "Chi hội \(number % 50 + 1)")
            let page = try await tx.members.list(MemberFilter(branch: branches.first?.id), limit: Self.page)
            try check(page.members.count == Self.page, rawValue)
        case .searchRare:
            let words = ["siu hanhc", "ksor laang", "dang huk", "le maiz"]
            let page = try await tx.members.list(MemberFilter(text: words[number % words.count]), limit: Self.page)
            try check(page.members.allSatisfy { $0.state == .active }, rawValue)
        case .searchFrequent:
            let page = try await tx.members.list(MemberFilter(text: "nguyen thi"), limit: Self.page)
            try check(page.members.count == Self.page, rawValue)
        case .searchCitizenID:
            let digits = String(number * 7919 % fixture.members + 1)
            let text = "064" + String(repeating: "0", count: 9 - digits.count) + digits
            let page = try await tx.members.list(MemberFilter(text: text), limit: Self.page)
            try check(page.members.map(\.id) == [member], rawValue)
        }
    }
}
