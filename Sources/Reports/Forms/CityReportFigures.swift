package import Programme
package import Store

/// What the city's role was told for the association's report: published totals, and nothing of anybody.
package struct CityReportFigures: Hashable, Sendable {
    /// An organisation or ward, by name.
    package struct Organisation: Hashable, Sendable {
        package let name: String
        package let kind: TenantKind?
        package let members: Int
        package let joined: Int
        package let left: Int

        /// An organisation with these numbers.
        package init(_ name: String, kind: TenantKind?, members: Int, joined: Int, left: Int) {
            (self.name, self.kind, self.members, self.joined, self.left) = (name, kind, members, joined, left)
        }
    }

    /// What was learned in a ward.
    package struct Ward: Hashable, Sendable {
        package let name: String
        package let classes: Int
        package let sessions: Int
        package let turns: Int
        package let completions: Int
        package let certificates: Int
        /// Each once, of the whole year; nil where nobody can tell.
        package let learners: Int?

        /// A ward with these numbers, in the order of the table.
        package init(_ name: String, _ numbers: [Int], learners: Int?) {
            self.name = name
            let number = { (index: Int) in numbers.indices.contains(index) ? numbers[index] : 0 }
            (classes, sessions, turns, completions) = (number(0), number(1), number(2), number(3))
            certificates = number(4)
            self.learners = learners
        }
    }

    /// A title with the figures of each ward.
    package struct Title: Hashable, Sendable {
        package let name: String
        package let wards: [TenantReport.Title]

        /// A title of these wards.
        package init(_ name: String, _ wards: [TenantReport.Title]) {
            self.name = name
            self.wards = wards
        }
    }

    package var organisations: [Organisation]
    package var wards: [Ward]
    package var titles: [Title]
    /// Members of any organisation now, each person once, and memberships.
    package var members: CityPersons
    /// Who learned in the year.
    package var learners: CityPersons
    /// As of when the totals were added up; nil where nothing ever was.
    package var asOf: CalendarDay?
    /// The hash under which the totals of the year were frozen; nil for a year that is open.
    package var frozenHash: String?

    /// Figures of these parts.
    package init(
        organisations: [Organisation],
        wards: [Ward],
        titles: [Title] = [],
        members: CityPersons,
        learners: CityPersons,
        asOf: CalendarDay?,
        frozenHash: String? = nil
    ) {
        self.organisations = organisations
        self.wards = wards
        self.titles = titles
        self.members = members
        self.learners = learners
        self.asOf = asOf
        self.frozenHash = frozenHash
    }

    /// A title for which somebody registered, with the wards that count: before it was for all, those that tried it out.
    private static func title(_ table: CityTitleTable) -> Title? {
        let wards = table.wards.filter(\.counts)
        guard wards.contains(where: { $0.numbers.registered > 0 || $0.numbers.recognised > 0 }) else { return nil }
        return Title(
            table.kind.vietnameseName,
            wards.map { ward in
                TenantReport.Title(
                    ward.id == nil ? "Không rõ địa bàn" : ward.name,
                    RecognitionFigures(
                        total: ward.numbers.total,
                        registered: ward.numbers.registered,
                        registeredNew: ward.numbers.registeredNew,
                        registeredRenewed: ward.numbers.registeredRenewed,
                        recognised: ward.numbers.recognised
                    )
                )
            }
        )
    }

    private static let wardMeasures = ["classes", "sessions", "attendances", "completions", "certificates"]

    /// Asks the city's role.
    ///
    /// - Throws: `StoreError.notFound` for a year that cannot be asked for; `PostgresError`.
    package static func read(_ city: CityDatabase, _ time: ReportTime) async throws -> CityReportFigures {
        let span: CitySpan = time.period == .year ? .year : .half(1)
        guard let question = CityQuestion(year: time.year, span: span) else { throw StoreError.notFound }
        let (overview, titles) = try await city.overviewWithTitles(question)
        let measures = Dictionary(overview.measures.map { ($0.key, $0) }) { first, _ in first }
        func amount(_ key: String, _ amounts: CityAmounts) -> Int { measures[key].map { amounts[$0] } ?? 0 }
        return CityReportFigures(
            organisations: overview.organisations.map { found in
                Organisation(
                    found.name,
                    kind: found.kind,
                    members: amount("members", found.amounts),
                    joined: amount("joined", found.amounts),
                    left: amount("left", found.amounts)
                )
            },
            wards: overview.areas.map { area in
                Ward(
                    area.id == nil ? "Không rõ địa bàn" : area.name,
                    wardMeasures.map { amount($0, area.amounts) },
                    learners: area.persons?.persons
                )
            },
            titles: titles.titles.compactMap(title),
            members: overview.members,
            learners: overview.learners,
            asOf: overview.status.asOf.map { CalendarDay.inVietnam(at: $0) },
            frozenHash: overview.frozen?.hash
        )
    }
}
