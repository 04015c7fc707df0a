import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// The ways around row security that are known, each closed: what errors, keys, COPY, functions, plans and the catalogue could tell
/// of another tenant.
///
/// EXPLAIN tells how many rows the planner expects, of other tenants' too: no door offers it, see the last test. How large a
/// table is in all (`pg_class.reltuples`) anybody may read who may send SQL.
@Suite struct SideDoorTests {
    private let foreignMember = TwoTenants.id(.member, 1, of: .other)
    private let foreignBranch = TwoTenants.id(.branch, 1, of: .other)
    private let tenant = TwoTenants.tenant(.one)
    private let absent = UUID()

    @Test func `a foreign key tells as little of another tenant's record as of none`() async throws {
        try await SideDoorBench.with { bench in
            let consents = try await [foreignMember, absent].asyncMap { member in
                try await bench.failure(
                    """
                    insert into app.consents (tenant_id, id, member_id, purpose, legal_basis, method, given_on)
                    values (\(tenant), gen_random_uuid(), \(member), 'x', 'law', 'paper', now())
                    """
                )
            }
            try expectSame(consents, .foreignKeyViolation, foreignMember, absent)
            let branches = try await [foreignBranch, absent].asyncMap { branch in
                try await bench.failure(
                    """
                    update app.members set branch_id = \(branch)
                    where tenant_id = \(tenant) and id = \(TwoTenants.id(.member, 1, of: .one))
                    """
                )
            }
            try expectSame(branches, .foreignKeyViolation, foreignBranch, absent)
        }
    }

    @Test func `a key that another tenant has is free`() async throws {
        try await SideDoorBench.with { bench in
            for member in [foreignMember, absent] {
                let failure = try await bench.failure(
                    """
                    insert into app.members (tenant_id, id, state, full_name, sort_key, search_key)
                    values (\(tenant), \(member), 'active', 'x', 'x', 'x')
                    """
                )
                #expect(failure == nil)
            }
        }
    }

    @Test func `a row for another tenant is refused the same whether it is there or not`() async throws {
        try await SideDoorBench.with { bench in
            let other = TwoTenants.tenant(.other)
            for conflict in ["", "on conflict do nothing", "on conflict (tenant_id, id) do update set full_name = 'y'"]
            {
                let failures = try await [foreignMember, absent].asyncMap { member in
                    try await bench.failure(
                        """
                        insert into app.members (tenant_id, id, state, full_name, sort_key, search_key)
                        values (\(other), \(member), 'active', 'x', 'x', 'x') \(raw: conflict)
                        """
                    )
                }
                try expectSame(failures, .insufficientPrivilege, foreignMember, absent)
            }
        }
    }

    @Test func `ON CONFLICT reads and changes own rows alone, on a server that keeps to it`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.asServer { transaction in
                let version = try await transaction.query("select current_setting('server_version_num')::int")
                #expect(try version.value(Int.self) >= 150_020)
                let shown = try await transaction.query(
                    """
                    insert into app.members (tenant_id, id, state, full_name, sort_key, search_key)
                    values (\(tenant), \(foreignMember), 'active', 'mine', 'x', 'x')
                    on conflict (tenant_id, id) do update set full_name = members.full_name || ' changed'
                    returning tenant_id, full_name
                    """
                ).decode((UUID, String).self)
                #expect(shown.map(\.0) == [tenant])
                #expect(shown.map(\.1) == ["mine"])
            }
            let theirs = "select full_name from app.members where id = '\(foreignMember)'"
            #expect(try await bench.migrated.database.run(theirs) == "Rơ Châm H'Lan other 1\n")
        }
    }

    @Test func `an error's text has no value in it`() async throws {
        try await SideDoorBench.with { bench in
            let secret = "064200000001"
            let member = TwoTenants.id(.member, 1, of: .one)
            let statements: [PostgresQuery] = [
                """
                insert into app.membership_events (tenant_id, member_id, ordinal, kind, reason)
                values (\(tenant), \(absent), 1, 'left', \(secret))
                """,
                "update app.members set citizen_id = \(secret + "9") where tenant_id = \(tenant) and id = \(member)",
                "select citizen_id::date from app.members where tenant_id = \(tenant) and id = \(member)",
                "update app.members set full_name = null where tenant_id = \(tenant) and id = \(member)",
                """
                insert into app.members (tenant_id, id, state, full_name, sort_key, search_key)
                values (\(tenant), \(member), 'active', \(secret), 'x', 'x')
                """,
            ]
            for statement in statements {
                let error = try #require(try await bench.failure(statement))
                for text in ["\(error)", String(reflecting: error)] {
                    #expect(!text.contains(secret) && !text.contains("H'Lan"), "\(error.sqlState?.code ?? "")")
                }
            }
        }
    }

    @Test func `COPY gives own rows and takes none`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.asServer { transaction in
                let text = try await transaction.copyOut(
                    "copy app.members (tenant_id, full_name) to stdout (format csv)"
                ) { reader in
                    var bytes: [UInt8] = []
                    while let chunk = try await reader.nextChunk() { bytes += chunk }
                    return String(decoding: bytes, as: UTF8.self)
                }
                #expect(text.split(separator: "\n").count == 3)
                #expect(!text.contains("other"))
            }
            await #expect(throws: PostgresError.self) {
                try await bench.asServer { transaction in
                    try await transaction.copyIn("copy app.member_words from stdin (format csv)") { writer in
                        try await writer.write(bytes: Array("\(tenant),x,\(foreignMember)\n".utf8))
                    }
                }
            }
            for statement in [
                "copy app.members to '/dev/null'", "copy app.members to program 'true'",
                "copy app.areas from '/dev/null'",
            ] {
                let error = try await bench.failure(PostgresQuery(sql: statement))
                #expect(error?.sqlState == .insufficientPrivilege)
            }
        }
    }

    @Test func `a row lock meets own rows alone`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.asServer { transaction in
                let locked = try await transaction.query("select tenant_id from app.members for update")
                #expect(try Set(locked.decode(UUID.self)) == [tenant])
            }
        }
    }

    /// MERGE joins with every row, whosever it is, and fails at one that is not to be seen: what it changes is safe, but whether it
    /// fails tells that such a row is there. So no statement of ours is one.
    @Test func `MERGE changes own rows alone, and no statement of ours is one`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.asServer { transaction in
                let merged = try await transaction.query(
                    """
                    merge into app.members using (values (1)) as source (x) on members.tenant_id = \(tenant)
                    when matched then update set remark = 'merged'
                    """
                )
                #expect(merged.affectedRows == 3)
            }
            let error = try await bench.failure(
                """
                merge into app.members using (values (1)) as source (x) on true
                when matched then update set remark = 'merged'
                """
            )
            #expect(error?.sqlState == .insufficientPrivilege)
            let touched = "select count(*) from app.members where remark = 'merged'"
            #expect(try await bench.migrated.database.run(touched) == "0\n")
        }
        #expect(try OwnStatements.files(with: "(^|[^a-z] )merge into ") == [])
    }

    @Test func `a person's token is written by the server and never read`() async throws {
        try await SideDoorBench.with { bench in
            let member = TwoTenants.id(.member, 1, of: .one)
            let own = "tenant_id = '\(tenant)' and id = '\(member)'"
            let written = try await bench.failure(
                "update app.members set person_token = '\\x00', token_epoch = 2 where false and \(raw: own)"
            )
            #expect(written == nil)
            for statement in [
                "select person_token from app.members", "select token_epoch from app.members",
                "select count(*) from app.members where person_token is not null", "select members from app.members",
                "select id from app.members order by person_token", "select * from app.members",
                "update app.members set remark = person_token::text where \(own)",
                "update app.members set remark = 'x' where \(own) returning person_token",
                "copy app.members to stdout", "copy app.members (person_token) to stdout",
                "select to_jsonb(members) from app.members", "select person_token from app.household_people",
                "select * from app.household_people", "copy app.household_people to stdout",
            ] {
                let error = try await bench.failure(PostgresQuery(sql: statement))
                #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
            }
        }
    }

    @Test func `statistics tell nothing of a tenant table`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.migrated.database.run("analyze")
            try await bench.asServer { transaction in
                let shown = try await transaction.query(
                    """
                    select distinct tablename::text from pg_stats where schemaname in ('app', 'identity')
                        and tablename not like 'area%'
                        and tablename not in (
                            'topics', 'centre_successions', 'tenant_names', 'tenant_successions', 'title_types',
                            'associations', 'pilot_areas'
                        )
                    """
                ).decode(String.self)
                #expect(shown == [])
                let raw = try await transaction.query("select has_table_privilege('pg_statistic', 'select')")
                #expect(try raw.value(Bool.self) == false)
            }
        }
    }

    private func expectSame(
        _ failures: [PostgresError?],
        _ state: SQLState,
        _ identities: UUID...
    ) throws {
        let failures = failures.compactMap(\.self)
        try #require(failures.count == 2)
        #expect(failures.map(\.sqlState) == [state, state])
        let texts = zip(failures, identities).map { SideDoorBench.everything($0, but: $1) }
        #expect(texts[0] == texts[1])
    }
}

extension Sequence {
    /// One after the other.
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
