import ArgumentParser
import Foundation
import Intake
import Postgres
import Programme
import Store
import TestSupport

/// `hoctap-bench titles`: what wards wait for when they give titles.
struct TitlesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "titles",
        abstract: "Measures decisions, a year's list and self-scores from Excel among 60,000 households in 10 years.",
        discussion: """
            decide_250: a hamlet's list of 250 households decided in one action, certificates numbered. year_list: a ward's \
            list of a year opened, as the page opens it, and filtered by hamlet and name. scores_60000: every ward's workbook \
            of self-scores read, judged by the criteria and written, with the memory that it takes. Beside each the same work \
            in plain SQL, as the superuser on one connection, without row security, checks and audit; that of the scores \
            begins with a COPY instead of workbooks. A ratio above 1 is better than plain SQL. PostgreSQL is set up as \
            deploy/postgres does.
            """
    )

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false
    @Flag(help: "The same work among 4,800 households, and fewer rounds.")
    var quick = false
    @Option(help: "Taken for `deploy/local bench`; plain SQL is the only peer.")
    var peers = "all"

    func run() async throws {
        PostgresCluster.prepareShared(try .deployed)
        let database = try await MigratedDatabase.make()
        let fixture = TitlesFixture(wards: quick ? 4 : 20, households: quick ? 1_200 : 3_000)
        note("Filling \(fixture.wards) wards with \(fixture.households) households each, and ten years")
        try await fixture.fill(database)
        // PostgreSQL reads the file of the plain SQL itself
        let folder = "/tmp/hoctap-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let lines = try await database.withConnection(.superuser) { connection in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let pool = try PostgresPool(database.configuration(.server))
                group.addTask { try await pool.run() }
                defer { group.cancelAll() }
                let measure = TitlesMeasure(
                    fixture: fixture,
                    tenants: TenantDatabase(pool: pool),
                    plain: TitlesPlain(connection: connection, fixture: fixture),
                    folder: folder,
                    rounds: quick ? 3 : 7
                )
                let decided = try await measure.decide()
                let listed = try await measure.lists()
                return decided + listed
                    + (try await measure.scores(database.database.dsn(.unixSocket(user: "hoctap_server"))))
            }
        }
        try await database.drop()
        if json {
            for line in lines { say(line.json) }
        } else {
            let cores = ProcessInfo.processInfo.activeProcessorCount
            say(
                "\(cores) cores; \(fixture.all) households, \(fixture.wards * fixture.hamlets) hamlets, 10 years; medians"
            )
            say(BenchmarkTable.text(lines))
        }
    }
}

/// The three kinds of work, each beside plain SQL.
private struct TitlesMeasure {
    let fixture: TitlesFixture
    let tenants: TenantDatabase
    let plain: TitlesPlain
    let folder: String
    let rounds: Int

    /// Two hamlets of 250 a round, in one ward after another: one for us, one for plain SQL.
    func decide() async throws -> [BenchmarkLine] {
        var (ours, theirs) = (Samples(), Samples())
        let places = (1...fixture.wards).flatMap { ward in
            stride(from: 1, through: fixture.largeHamlets * 2 - 2, by: 4).map { (ward: ward, hamlet: $0) }
        }
        for (round, place) in places.prefix(rounds + 1).enumerated() {
            let first = try await decide(place.ward, place.hamlet, number: round)
            let second = try await plain.decide(ward: place.ward, hamlet: place.hamlet + 2, number: round)
            // the first round is for caches and plans
            if round == 0 { continue }
            ours.append(first * 1000)
            theirs.append(second * 1000)
        }
        return [line("decide_250", ours, theirs, "ms")]
    }

    private func decide(_ ward: Int, _ hamlet: Int, number: Int) async throws -> Double {
        let year = TitlesFixture.proposedYear
        let filter = try await tenants.read(fixture.context(ward)) { tx in
            RegistrationFilter(
                try await title(tx),
                year: year,
                states: [.proposed],
                area: fixture.hamlet(hamlet, of: ward)
            )
        }
        let found = try await tenants.read(fixture.context(ward)) { tx in
            try await tx.registrations.list(filter, limit: 500).registrations
        }
        try check(found.count == TitlesFixture.large, "\(found.count) on the list")
        let record = DecisionRecord(
            .recognition,
            number: "\(number)/QĐ-UBND",
            decidedOn: CalendarDay(year: year, month: 10, day: 18) ?? .epoch,
            signatory: "Nguyễn Văn An"
        )
        let clock = ContinuousClock()
        let start = clock.now
        let id = try await tenants.write(fixture.context(ward)) { tx in
            try await tx.registrations.decide(record, found.map { DecisionLine($0.id) })
        }
        let time = clock.now - start
        let lines = try await tenants.read(fixture.context(ward)) { try await $0.registrations.decision(id).lines }
        let numbers = Set(lines.compactMap(\.certificateNumber))
        try check(lines.count == TitlesFixture.large && numbers.count == lines.count, "the decision")
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }

    /// The page of a ward's year, in one ward after another.
    func lists() async throws -> [BenchmarkLine] {
        var all = (Samples(), Samples())
        var filtered = (Samples(), Samples())
        for round in 0...(rounds * 5) {
            let ward = 1 + round % fixture.wards
            let hamlet = 1 + round % max(1, fixture.hamlets - 1)
            let whole = try await open(ward, nil, "")
            let plainWhole = try await plain.list(ward: ward)
            let part = try await open(ward, hamlet, "nguyen thi")
            let plainPart = try await plain.list(ward: ward, hamlet: hamlet, text: "nguyen thi")
            if round == 0 { continue }
            all.0.append(whole * 1000)
            all.1.append(plainWhole * 1000)
            filtered.0.append(part * 1000)
            filtered.1.append(plainPart * 1000)
        }
        return [line("year_list", all.0, all.1, "ms"), line("year_list_filtered", filtered.0, filtered.1, "ms")]
    }

    private func open(_ ward: Int, _ hamlet: Int?, _ text: String) async throws -> Double {
        let year = TitlesFixture.decidedYears.upperBound
        let clock = ContinuousClock()
        let start = clock.now
        try await tenants.read(fixture.context(ward)) { tx in
            let title = try await title(tx)
            _ = try await tx.registrations.deadlines(in: year)
            let area = hamlet.map { fixture.hamlet($0, of: ward) }
            let filter = RegistrationFilter(title, year: year, area: area, text: text)
            let page = try await tx.registrations.list(filter)
            let counts = try await tx.registrations.counts(title, year: year)
            let isWhole = hamlet != nil || page.registrations.count == 100
            try check(isWhole && !page.registrations.isEmpty, "the list of ward \(ward)")
            try check(counts.map(\.count).reduce(0, +) == fixture.households, "the counts of ward \(ward)")
        }
        let time = clock.now - start
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }

    /// All wards' workbooks, once; a process takes them in.
    func scores(_ dsn: String) async throws -> [BenchmarkLine] {
        var csv = ""
        for ward in 1...fixture.wards {
            let roll = try await tenants.read(fixture.context(ward)) { tx in
                try await TitlesScoreCommand.roll(tx, year: TitlesFixture.ourYear).1
            }
            try ScoreSheet.write(Self.answered(roll), to: TitlesScoreCommand.path(ward, in: folder))
            let plain = try await tenants.read(fixture.context(ward)) { tx in
                try await TitlesScoreCommand.roll(tx, year: TitlesFixture.plainYear).1
            }
            for person in Self.answered(plain).people {
                for (code, answer) in person.answers {
                    if case .points(let points) = answer { csv += "\(person.registration),\(code),\(points)\n" }
                }
            }
        }
        let file = "\(folder)/scores.csv"
        try csv.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        note("Taking \(fixture.wards) workbooks in")
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let said = try await BenchmarkProcess(
            executable: program,
            arguments: [TitlesScoreCommand.name, dsn, folder, "\(fixture.wards)", "\(fixture.households)"],
            timeoutSeconds: 1800
        ).output()
        let values = said.split(separator: "\n").map { $0.split(separator: " ") }
        func value(_ name: String) throws -> Double {
            guard let text = values.first(where: { $0.first == Substring(name) })?.last, let value = Double(text) else {
                throw BenchmarkError("no figure \(name): \(said.suffix(300))")
            }
            return value
        }
        let peer = try await plain.score(csv: file)
        try await compare()
        var (ours, theirs, memory) = (Samples(), Samples(), Samples())
        ours.append(try value("seconds"))
        theirs.append(peer)
        memory.append(try value("memory"))
        let kept = BenchmarkLine(name: "scores_memory", value: memory.median, unit: "MiB", spread: 0, peer: nil)
        return [line("scores_\(fixture.all)", ours, theirs, "s"), kept]
    }

    /// Both ways came to the same.
    private func compare() async throws {
        let sums = try await plain.connection.query(
            """
            select r.year::int, count(*), count(distinct r.id), sum(s.points)::int8
            from app.registrations as r
            join app.scores as s on s.tenant_id = r.tenant_id and s.registration_id = r.id
            where r.year >= \(TitlesFixture.plainYear) and r.state = 'scored' and r.level = 1
            group by r.year
            order by r.year
            """
        ).decode((Int32, Int, Int, Int).self)
        let expected = fixture.all * TitlesFixture.answers
        let isSame = sums.count == 2 && sums.allSatisfy { $0.1 == expected && $0.2 == fixture.all && $0.3 == sums[0].3 }
        try check(isSame, "the scores: \(sums)")
    }

    /// The sheet as it comes back: nine tenths of all points.
    private static func answered(_ roll: ScoreRoll) -> ScoreRoll {
        let leaves = roll.set.leaves
        let people = roll.people.map { person in
            var answers: [String: CriteriaAnswer] = [:]
            for leaf in leaves {
                let maximum = leaf.maximum ?? .zero
                answers[leaf.code] = .points(Points(hundredths: maximum.hundredths * 9 / 10))
            }
            return ScoreRoll.Person(person.registration, name: person.name, place: person.place, answers: answers)
        }
        return ScoreRoll(set: roll.set, year: roll.year, people: people)
    }

    private func title(_ tx: TenantTransaction) async throws -> TitleTypeID {
        guard let title = try await tx.criteria.titles().first(where: { $0.key == "gia-dinh-hoc-tap" }) else {
            throw BenchmarkError("there is no title")
        }
        return title.id
    }

    private func line(_ name: String, _ ours: Samples, _ plain: Samples, _ unit: String) -> BenchmarkLine {
        BenchmarkLine(
            name: name,
            value: ours.median,
            unit: unit,
            spread: ours.spread,
            peer: .init(name: "plain_sql", value: plain.median, ratio: plain.median / ours.median)
        )
    }
}
