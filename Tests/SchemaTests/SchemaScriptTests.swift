import Testing

@testable import Schema

@Suite struct SchemaScriptTests {
    private func texts(_ sql: String) -> [String] { SchemaScript(sql).statements.map(\.text) }

    @Test(arguments: [
        ("a; b ;\n;c", ["a", "b", "c"]),
        ("-- x; y\na -- z; b\n; b", ["a -- z; b", "b"]),
        ("/* ; /* ; */ ; */ a; b", ["a", "b"]),
        ("select ';', 'it''s;', \"a;\"\"b\"; c", ["select ';', 'it''s;', \"a;\"\"b\"", "c"]),
        (#"select 'a\'; b; select e'a\'; b''\''; c"#, [#"select 'a\'"#, "b", #"select e'a\'; b''\''"#, "c"]),
        ("select $$;$$, $a$ ; $b$ ; $a$; c", ["select $$;$$, $a$ ; $b$ ; $a$", "c"]),
        ("select $1; select a$b$c; select 1$x$;", ["select $1", "select a$b$c", "select 1$x$"]),
        ("create rule r as on insert to t do also (a; b); c", ["create rule r as on insert to t do also (a; b)", "c"]),
        ("select 'open; c", ["select 'open; c"]),
        ("select $$open; c", ["select $$open; c"]),
        ("", []), (" \n;;", []), ("-- only", []), ("/* open", []),
    ])
    func `statements end where PostgreSQL ends them`(_ sql: String, _ expected: [String]) {
        #expect(texts(sql) == expected)
    }

    @Test func `bodies with statements of their own stay whole`() {
        let function = """
            create or replace function f(begin int) returns int language sql
            begin atomic
                select case when true then 1 else 2 end;
                select 2;
            end
            """
        #expect(texts("\(function); select 1; begin; end") == [function, "select 1", "begin", "end"])
    }

    @Test func `lines and first words are told`() {
        let statements = SchemaScript("\n-- x\nCreate  /* y */ Table \"T\" (a int);\n\n  Commit").statements
        #expect(statements.map(\.line) == [3, 5])
        #expect(statements.map(\.words) == [["create", "table", "a", "int"], ["commit"]])
        #expect(statements.map(\.controlsTransaction) == [false, true])
    }
}
