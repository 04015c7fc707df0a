import Schema
import Testing

@Suite struct SchemaFilesTests {
    @Test func `a folder is read in the order of application`() throws {
        let folder = try SchemaFolder([
            "migrations/0002_second_step.sql": "select 2;\n",
            "migrations/0001_first.sql": "select 1;\n",
            "migrations/.hidden": "",
            "policies/members.sql": "select 'p'",
            "functions/b.sql": "select 'b'",
            "functions/a.sql": "select 'a'",
            "views/app.members_view.sql": "select 'v'",
            "checks/rule.sql": "-- Wrong is this.\n-- Mend it so.\nselect 1;\n",
            "seeds/areas.csv": "not ours",
        ])
        let files = try folder.files
        #expect(files.migrations.map(\.path) == ["migrations/0001_first.sql", "migrations/0002_second_step.sql"])
        #expect(files.migrations.map(\.name) == ["first", "second_step"])
        #expect(files.version == 2)
        #expect(
            files.present.map(\.path) == [
                "functions/a.sql", "functions/b.sql", "views/app.members_view.sql", "policies/members.sql",
            ]
        )
        #expect(files.checks.map(\.name) == ["rule"])
        #expect(files.checks.first?.explanation == "Wrong is this.\nMend it so.")
        #expect(files.checks.first?.sql == "select 1")
    }

    @Test func `a hash is SHA-256 of the bytes`() throws {
        let folder = try SchemaFolder(["migrations/0001_first.sql": "abc"])
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try folder.files.migrations.first?.hash == known)
    }

    @Test(arguments: [
        ["migrations/0001_a.sql", "migrations/0003_c.sql"],
        ["migrations/0001_a.sql", "migrations/0001_c.sql"],
        ["migrations/0000_c.sql"],
        ["migrations/0002_c.sql"],
        ["migrations/1_c.sql"],
        ["migrations/0001-c.sql"],
        ["migrations/0001_C.sql"],
        ["migrations/0001_c.sql~"],
        ["migrations/0001_c"],
        ["migrations/٠٠٠١_c.sql"],
        ["functions/With Space.sql", "migrations/0001_a.sql"],
        ["views/notes.md", "migrations/0001_a.sql"],
        ["policies/deep/er.sql", "migrations/0001_a.sql"],
    ])
    func `a file that does not belong is named`(_ paths: [String]) throws {
        let folder = try SchemaFolder(Dictionary(uniqueKeysWithValues: paths.map { ($0, "select 1") }))
        let culprit = paths.first { !$0.hasSuffix("0001_a.sql") } ?? ""
        let error = #expect(throws: SchemaError.self) { try folder.files }
        let isNamed = error.map { "\($0)" }?.hasPrefix(culprit.replacing("/er.sql", with: "")) == true
        #expect(isNamed, "\(String(describing: error))")
    }

    @Test func `a folder without migrations is an error`() {
        #expect(throws: SchemaError.self) { try SchemaFiles(folder: "/nowhere") }
    }

    @Test(arguments: [
        "create table t ();\nBEGIN;\ncreate table u ();", "commit", "/* a */ Rollback;", "start transaction",
        "end;", "savepoint s", "prepare transaction 'x'", "-- a\n;abort",
    ])
    func `transactions are the migrator's, and the line is told`(_ sql: String) throws {
        for path in ["migrations/0001_a.sql", "functions/a.sql"] {
            let folder = try SchemaFolder(["migrations/0001_a.sql": "select 1"])
            try folder.write(path, sql)
            let error = #expect(throws: SchemaError.self) { try folder.files }
            let line = sql.contains("\n") ? 2 : 1
            let isTold = error.map { "\($0)" }?.hasPrefix("\(path): line \(line): ") == true
            #expect(isTold, "\(String(describing: error))")
        }
    }

    @Test func `what is not UTF-8 text is refused`() throws {
        let folder = try SchemaFolder(["migrations/0001_a.sql": "select '\0'"])
        #expect(throws: SchemaError.self) { try folder.files }
    }

    @Test func `directives are read at the head, and others are refused`() throws {
        let folder = try SchemaFolder([
            "migrations/0001_a.sql": "-- hoctap: no-transaction\n-- Why.\n-- hoctap: drops views/a.sql\nselect 1",
            "migrations/0002_b.sql": "-- Why.\nselect 1;\n-- hoctap: no-transaction",
        ])
        let migrations = try folder.files.migrations
        #expect(migrations.map(\.isTransactional) == [false, true])
        #expect(migrations.map(\.drops) == [["views/a.sql"], []])
        for (path, sql) in [
            ("migrations/0003_c.sql", "-- hoctap: notransaction"),
            ("migrations/0003_c.sql", "-- Why.\n-- hoctap: no-transaction"),
            ("functions/a.sql", "-- hoctap: no-transaction"),
        ] {
            try folder.write(path, sql)
            #expect(throws: SchemaError.self) { try folder.files }
            try folder.remove(path)
        }
    }

    @Test(arguments: ["select 1", "-- why\nselect 1; select 2", "-- why\n", ""])
    func `a check is one query with an explanation`(_ sql: String) throws {
        let folder = try SchemaFolder(["migrations/0001_a.sql": "select 1", "checks/a.sql": sql])
        #expect(throws: SchemaError.self) { try folder.files }
    }
}
