import Foundation
import TestSupport

/// `import_xlsx`, `import_csv`, `import_again`, `import_1pct`, `dry_run`, `import_memory`: lists taken into a migrated database
/// by a process that does nothing else, under row security. Beside them a plain COPY of the same members into the same table,
/// by the superuser and without anything that an import does besides, and openpyxl that only reads the cells.
struct ImportBenchmark {
    var rows: Int
    var rounds: Int
    var folder: String
    var comparesCopy: Bool
    /// The interpreter that has openpyxl; nil leaves that peer out.
    var python: String?

    private static let ward = "00000000-0000-7000-8000-000000000001"

    /// Measures every round from an empty tenant on; medians.
    func run(workbook: String, text: String) async throws -> [BenchmarkLine] {
        let changed = "\(folder)/changed.xlsx"
        try IntakeSample(rows: rows, changedEvery: 100).write(workbook: changed)
        var samples: [String: Samples] = [:]
        for round in 1...rounds {
            var figures = try await imports([workbook, workbook, workbook, changed], dryRun: true).figures
            let inText = try await imports([text], dryRun: false, copies: comparesCopy)
            figures["import_csv"] = inText.figures["import_xlsx"]
            figures["copy"] = inText.copySeconds.map { Double(rows) / $0 }
            figures["import_memory"] = max(figures["import_memory"] ?? 0, inText.figures["import_memory"] ?? 0)
            if let python {
                figures["openpyxl"] = try await SheetPythonPeer(
                    name: "openpyxl",
                    python: python,
                    work: "read",
                    path: workbook,
                    rows: rows,
                    cells: IntakeSample(rows: rows).cells
                ).measure(.quick)
            }
            for (name, value) in figures { samples[name, default: Samples()].append(value) }
            for (name, value) in figures.sorted(by: { $0.key < $1.key }) {
                note("import \(round)/\(rounds): \(name) \(BenchmarkLine.number(value))")
            }
        }
        return lines(samples)
    }

    private func lines(_ samples: [String: Samples]) -> [BenchmarkLine] {
        let names = ["import_xlsx", "import_csv", "import_again", "import_1pct", "dry_run", "import_memory"]
        return names.flatMap { name -> [BenchmarkLine] in
            guard let own = samples[name] else { return [] }
            let unit = name == "import_memory" ? "MiB" : "rows/s"
            let alone = BenchmarkLine(name: name, value: own.median, unit: unit, spread: own.spread)
            let peers = ["import_xlsx": ["copy", "openpyxl"], "import_csv": ["copy"]][name, default: []]
            let compared = peers.compactMap { peer -> BenchmarkLine? in
                guard let other = samples[peer]?.median else { return nil }
                var line = alone
                line.peer = BenchmarkLine.Peer(
                    name: peer == "copy" ? "plain COPY" : peer,
                    value: other,
                    ratio: own.median / other
                )
                return line
            }
            return compared.isEmpty ? [alone] : compared
        }
    }

    /// What one process said: rows a second of each step, and its memory at the highest.
    private struct Round {
        var figures: [String: Double] = [:]
        var copySeconds: Double?
    }

    /// Takes the lists in one after the other; the first is only checked with `dryRun`. The lists are the sample, the sample
    /// again, and the sample with changes.
    private func imports(_ paths: [String], dryRun: Bool, copies: Bool = false) async throws -> Round {
        let migrated = try await MigratedDatabase.make()
        try await TwoTenants.fill(migrated.database)
        try await migrated.database.run(
            "insert into app.area_names (area_id, ordinal, name) values ('\(Self.ward)', 1, 'Hội Phú')"
        )
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let dsn = migrated.database.dsn(.unixSocket(user: "hoctap_server"))
        let said = try await BenchmarkProcess(
            executable: program,
            arguments: [ImportWorkCommand.name, dsn, folder] + paths + (dryRun ? ["--dry-run"] : [])
        ).output()
        var round = try figures(said, dryRun: dryRun)
        try await check(migrated.database)
        if copies { round.copySeconds = try await copy(migrated.database) }
        try await migrated.drop()
        return round
    }

    private func figures(_ said: String, dryRun: Bool) throws -> Round {
        var seconds: [String: [Double]] = [:]
        var done: [String] = []
        for line in said.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "done" {
                done.append(words.dropFirst().joined(separator: " "))
            } else if words.count > 1, let value = Double(words[1]) {
                seconds[words[0], default: []].append(value)
            }
        }
        let outcomes = [
            "committed new=\(rows) changed=0 same=0 problem=0 repeated=0",
            "committed new=0 changed=0 same=\(rows) problem=0 repeated=0",
            "committed new=0 changed=\((rows + 99) / 100) same=\(rows - (rows + 99) / 100) problem=0 repeated=0",
        ]
        guard done == Array(outcomes.prefix(done.count)), done.count == (dryRun ? 3 : 1) else {
            throw BenchmarkError("the imports came to \(done)")
        }
        var round = Round()
        let commits = seconds["commit"] ?? []
        for (name, took) in zip(["import_xlsx", "import_again", "import_1pct"], commits) {
            round.figures[name] = Double(rows) / took
        }
        if dryRun, let check = seconds["check"]?.first { round.figures["dry_run"] = Double(rows) / check }
        round.figures["import_memory"] = seconds["memory"]?.first
        return round
    }

    /// Whether the members, their words and their lives are there.
    private func check(_ database: PostgresClusterDatabase) async throws {
        let found = try await database.run(
            """
            select count(*), count(distinct citizen_id),
                (select count(distinct member_id) from app.member_words where tenant_id = '\(TwoTenants.tenant(.one))'),
                (select count(*) from app.membership_events where import_id is not null)
            from app.members where tenant_id = '\(TwoTenants.tenant(.one))' and card_number is not null
            """
        ).trimmingSuffix(while: \.isWhitespace)
        guard found == "\(rows)|\(rows)|\(rows + 1)|\(rows)" else { throw BenchmarkError("the database has \(found)") }
    }

    /// Seconds of a plain COPY of the members that were just imported into the same table of a fresh database.
    private func copy(_ database: PostgresClusterDatabase) async throws -> Double {
        let path = "/tmp/hoctap-bench-\(UUID().uuidString).copy"
        let columns = try await database.run(
            """
            select string_agg(attname::text, ', ' order by attnum) from pg_attribute
            where attrelid = 'app.members'::regclass and attnum > 0
            """
        ).trimmingSuffix(while: \.isWhitespace)
        try await database.run("copy (select \(columns) from app.members where card_number is not null) to '\(path)'")
        let fresh = try await MigratedDatabase.make()
        try await TwoTenants.fill(fresh.database)
        let said = try await fresh.database.run(
            """
            select extract(epoch from clock_timestamp());
            copy app.members (\(columns)) from '\(path)';
            select extract(epoch from clock_timestamp());
            """,
            timeoutSeconds: 600
        )
        try await fresh.drop()
        unlink(path)
        let times = said.split(separator: "\n").compactMap { Double($0) }
        guard times.count == 2 else { throw BenchmarkError("no figure of COPY: \(said.suffix(200))") }
        return times[1] - times[0]
    }
}
