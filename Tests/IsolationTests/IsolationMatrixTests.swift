import Postgres
import TestSupport
import Testing

/// Asks every table everything as every role in every situation, and compares with what is declared.
@Suite struct IsolationMatrixTests {
    @Test func `every table answers every role in every situation as it is declared`() async throws {
        try await IsolationBench.with { bench in
            #expect(Set(bench.tables.map(\.name)) == bench.rights.tables)
            for table in bench.tables {
                #expect(table.spares.count == 2, "\(table.name) has no rows to try with")
                let rows = try await bench.connection.query("select 1 from \(raw: table.name) limit 1")
                #expect(rows.count == 1, "\(table.name) is empty")
            }
            var figures = Figures()
            for role in IsolationRights.Role.allCases {
                for situation in IsolationRights.Situation.allCases {
                    let maker = IsolationCells(rights: bench.rights, role: role, situation: situation)
                    let cells = bench.tables.flatMap { maker.cells(of: $0) }
                    try await bench.rolledBack { transaction in
                        figures.add(cells, try await bench.answers(to: cells, maker, in: transaction))
                    }
                }
            }
            #expect(figures.differences == [])
            #expect(figures.foreignRows == 0)
            let privileges = try await IsolationPrivileges.differences(bench)
            #expect(privileges.differences == [])
            print("isolation: \(figures.cells + privileges.cells) cells, \(figures.foreignRows) foreign rows")
        }
    }

    @Test func `a login of each role is answered like the role`() async throws {
        try await IsolationBench.with { bench in
            for role in [IsolationRights.Role.server, .auth, .worker, .city, .admin] {
                let login = try #require(MigratedDatabase.Role(rawValue: role.name))
                try await bench.migrated.withConnection(login) { connection in
                    for situation in IsolationRights.Situation.allCases {
                        let maker = IsolationCells(rights: bench.rights, role: role, situation: situation)
                        let cells = bench.tables.flatMap { maker.cells(of: $0) }
                            .filter { $0.title.contains(" select ") || $0.title.contains(" insert ") }
                        let answers = try await connection.query(
                            """
                            select isolation.probe(statement)
                            from unnest(\(cells.map(\.statement))) with ordinality as asked (statement, number)
                            order by number
                            """,
                            settings: maker.settings
                        ).decode(String.self)
                        var figures = Figures()
                        // Foreign keys hold here: what meets one has passed the policies.
                        let passed = answers.map { $0 == "23503" ? "=1" : $0 }
                        figures.add(cells, zip(passed, cells).map { IsolationCell.Answer($0, of: $1.count) })
                        #expect(figures.differences == [])
                    }
                }
            }
        }
    }

    @Test func `before anything was set, and after it was set for one transaction, nothing is shown`() async throws {
        try await IsolationBench.with { bench in
            let tables = bench.tables.filter { $0.tenantColumn != nil && $0.name != "app.tenants" }
            let selects = tables.map { "select \($0.tenantColumn ?? "") from \($0.name)" }
            let probe: PostgresQuery = "select isolation.probe(statement) from unnest(\(selects)) as asked (statement)"
            for login in [MigratedDatabase.Role.server, .auth, .admin] {
                try await bench.migrated.withConnection(login) { connection in
                    let role = login == .server ? IsolationRights.Role.server : login == .auth ? .auth : .admin
                    let maker = IsolationCells(rights: bench.rights, role: role, situation: .admin)
                    for _ in 0..<2 {
                        let shown = try await connection.query(probe).decode(String.self)
                        #expect(Set(shown).isSubset(of: ["=0", "denied"]))
                        let own = try await connection.query(probe, settings: maker.settings).decode(String.self)
                        #expect(own.contains { $0.hasPrefix("=") && $0 != "=0" })
                    }
                }
            }
        }
    }

    @Test func `a setting that is no identity is an error and shows nothing`() async throws {
        try await IsolationBench.with { bench in
            try await bench.migrated.withConnection(.server) { connection in
                for value in ["x", "'", "00000000-0000-7000-8001-00000001000", "*", "{}", " "] {
                    let answer = try await connection.query(
                        "select isolation.probe('select id from app.members')",
                        settings: ["app.tenant_id": value, "app.scope": "*"]
                    ).value(String.self)
                    #expect(answer == "22P02")
                }
            }
        }
    }

    @Test func `a table that is not declared, and a declared right that is not there, are found`() async throws {
        let rights = IsolationRights(
            rights: IsolationDeclaration.rights
                .replacing("app.consents                server  siud     siud", with: "app.consents server siu siu")
        )
        try await IsolationBench.with(rights) { bench in
            try await bench.migrated.database.run("create table app.new_table (tenant_id uuid, id uuid)")
            let tables = try await IsolationTable.all(in: bench.connection)
            #expect(Set(tables.map(\.name)).subtracting(rights.tables) == ["app.new_table"])
            let maker = IsolationCells(rights: rights, role: .server, situation: .admin)
            let cells = bench.tables.filter { $0.name == "app.consents" }.flatMap { maker.cells(of: $0) }
            var figures = Figures()
            try await bench.rolledBack { transaction in
                figures.add(cells, try await bench.answers(to: cells, maker, in: transaction))
            }
            // own and foreign rows, and without looking
            #expect(figures.differences.count == 3)
        }
    }

    struct Figures {
        var cells = 0
        var foreignRows = 0
        var differences: [String] = []

        mutating func add(_ asked: [IsolationCell], _ answers: [IsolationCell.Answer]) {
            cells += answers.count
            if asked.count != answers.count { differences.append("\(asked.count) asked, \(answers.count) answered") }
            for (cell, answer) in zip(asked, answers) where answer != cell.expected {
                if cell.isForeign, answer.hasRows { foreignRows += 1 }
                differences.append("\(cell.title): \(answer), declared \(cell.expected)")
            }
        }
    }
}
