import FoundationEssentials
import Postgres
import Tally
import TestSupport

@testable import hoctap_bench

/// Three small organisations whose totals are built, in a database of the test's own.
struct TallyScene {
    let database: MigratedDatabase
    /// As the superuser, for what is written and looked at.
    let connection: PostgresConnection
    /// As the worker.
    let worker: PostgresConnection

    var totals: TallyDatabase { TallyDatabase(worker) }

    static func with(_ body: (TallyScene) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        try await EqualityCity.fill(database.database)
        try await database.withConnection(.superuser) { connection in
            try await database.withConnection(.worker) { worker in
                let scene = TallyScene(database: database, connection: connection, worker: worker)
                _ = try await scene.totals.rebuild()
                _ = try await scene.fold()
                try await body(scene)
            }
        }
        try await database.drop()
    }

    /// Leads, and adds what waits.
    @discardableResult
    func fold(atMost: Int = 20_000) async throws -> Int {
        try await worker.query(
            "select lines from tally.fold(tally.take_lead('test'), \(Int32(clamping: atMost)))"
        ).value(Int.self)
    }

    func run(_ sql: String) async throws { try await connection.script(sql) }

    func number(_ query: PostgresQuery) async throws -> Int { try await connection.query(query).value(Int.self) }

    /// Persons, memberships, unlinkable and overlap of members now, as the city reads them.
    func members(area: UUID? = nil) async throws -> [Int] {
        try await database.withConnection(.city) { city in
            let found = try await city.query(
                """
                select persons, memberships, unlinkable, overlap from release.persons
                where kind = 'members' and area_id is not distinct from \(area)
                """
            ).decode((Int, Int, Int, Int).self)
            return found.first.map { [$0.0, $0.1, $0.2, $0.3] } ?? [0, 0, 0, 0]
        }
    }

    static func member(_ number: Int) -> UUID { EqualityCity.identity(7, number) }
    static func tenant(_ number: Int) -> UUID { EqualityCity.identity(1, number) }
}
