import Foundation
import Postgres
import Programme
import Store
import TestSupport

@testable import hoctap

/// A database with areas, in which a demo is made.
struct DemoScene: Sendable {
    let migrated: MigratedDatabase
    let database: OperatorDatabase
    private let identity: IdentityDatabase

    /// The day up to which the demos of the tests tell.
    static let last = CalendarDay(year: 2026, month: 6, day: 30) ?? .epoch

    /// Makes the tokens of invented persons.
    static let personKey = String(repeating: "p", count: 43)

    /// Lends an empty one, and removes it afterwards.
    static func with<Value: Sendable>(
        _ body: @escaping @Sendable (DemoScene) async throws -> Value
    ) async throws -> Value {
        let migrated = try await MigratedDatabase.make()
        let personKey = try PersonKey(secret: Data(Self.personKey.utf8))
        let pools = try [MigratedDatabase.Role.admin, .auth].map { role in
            var limits = PostgresPoolConfiguration()
            limits.checkoutTimeout = .seconds(30)
            return try PostgresPool(migrated.configuration(role), limits: limits)
        }
        let value = try await withThrowingTaskGroup(of: Void.self) { group in
            for pool in pools { group.addTask { try await pool.run() } }
            defer { group.cancelAll() }
            let scene = DemoScene(
                migrated: migrated,
                database: OperatorDatabase(
                    pool: pools[0],
                    admin: AdminDatabase(pool: pools[0], personKey: personKey),
                    tenants: TenantDatabase(pool: pools[0], personKey: personKey),
                    areas: AreaRepository(pool: pools[0]),
                    schemaVersion: 0,
                    personKey: personKey
                ),
                identity: IdentityDatabase(pool: pools[1])
            )
            let program = try Program(on: migrated, personKey: Self.personKey)
            defer { program.remove() }
            _ = try await program.run("area", "load")
            return try await body(scene)
        }
        try await migrated.drop()
        return value
    }

    /// Makes a small demo.
    func make(
        seed: UInt64 = 1,
        until last: CalendarDay = Self.last,
        years: Int = 2,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> DemoCity.Outcome {
        let history = try await database.areas.load().history
        return try await DemoCity(
            database: database,
            identity: identity,
            plan: try DemoPlan(seed: seed, .small, DemoTime(until: last, years: years), history),
            history: history,
            work: DemoWork(connections: 2, progress: progress)
        ).make()
    }

    /// What psql answers to the superuser.
    func sql(_ query: String) async throws -> String {
        try await migrated.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// One line a table of tenants', with its rows and a sum over all that the seed decides: not areas, which each database
    /// knows by identities of its own, accounts and the audit.
    func checksums() async throws -> String {
        var lines: [String] = []
        for table in Self.tables {
            let row = "(to_jsonb(t) - 'area_id' - 'created_at' - 'updated_at' - 'recorded_at')::text"
            lines.append(
                try await sql("select '\(table)', count(*), sum(hashtextextended(\(row), 0)) from app.\(table) t")
            )
        }
        let areas = """
            select string_agg(line, ' ' order by line)
            from (
                select format('%s %s', areas.key, count(*)) as line
                from app.enrolments join app.areas on areas.id = area_id group by areas.key
            ) as lines
            """
        lines.append(try await sql(areas))
        return lines.joined(separator: "\n")
    }

    static let tables = [
        "branches", "members", "member_words", "membership_events", "centre_staff", "classes", "class_sessions",
        "enrolments", "attendances", "certificates", "learning_records", "learning_plans", "subjects", "subject_words",
        "household_people", "clan_households", "subject_successions", "denominators", "household_help", "registrations",
        "scores", "evidence", "evidence_contents", "reviews", "review_votes", "proposals", "proposal_lines",
        "decisions",
        "decision_lines", "certificate_serials", "ward_deadlines", "plans", "plan_tasks", "communications", "trainings",
        "roll_people", "training_people", "gatherings", "inspections", "findings", "funds", "fund_entries", "awards",
        "returns",
    ]
}
