import Foundation
import Postgres
import Programme
import Store
import Synchronization
import TestSupport
import Testing

/// What the server told of its plans.
final class PlanCollector: Sendable {
    private let plans = Mutex<[String]>([])

    func add(_ message: String) {
        if message.contains("plan:") { plans.withLock { $0.append(message) } }
    }

    func take() -> [String] {
        plans.withLock { plans in
            defer { plans = [] }
            return plans
        }
    }

    /// Has a database tell its plans from the next connection on.
    static func start(in database: MigratedDatabase) async throws {
        let name = database.database.name
        _ = try await database.database.run(
            """
            analyze;
            alter database \(name) set session_preload_libraries = 'auto_explain';
            alter database \(name) set auto_explain.log_min_duration = 0;
            alter database \(name) set auto_explain.log_nested_statements = on;
            alter database \(name) set auto_explain.log_level = 'notice';
            """,
            timeoutSeconds: 300
        )
    }

    /// Something that officers do, and the index that it is there for; empty for any.
    struct Work {
        let name: String
        let index: String
        let run: (TenantTransaction) async throws -> Void

        init(_ name: String, _ index: String = "", _ run: @escaping (TenantTransaction) async throws -> Void) {
            self.name = name
            self.index = index
            self.run = run
        }
    }

    /// Does each so often that the server may take a plan without a look at the parameters, and looks at the plans: by the index,
    /// and through no whole table of tenants.
    static func expect(_ works: [Work], of context: TenantContext, in database: MigratedDatabase) async throws {
        let plans = PlanCollector()
        var configuration = try database.configuration(.server)
        configuration.onNotice = { plans.add($0.message) }
        try await RunningPool.with(configuration) { pool in
            for work in works {
                for _ in 0..<7 { try await TenantDatabase(pool: pool).read(context, work.run) }
                plans.expect(work)
            }
        }
    }

    private func expect(_ work: Work) {
        let taken = take()
        #expect(taken.count >= 7, "\(work.name): no plans were told")
        let used = taken.filter {
            work.index.isEmpty || $0.contains(" \(work.index) ") || $0.contains(" \(work.index)\n")
        }
        #expect(used.count >= 7, "\(work.name): not by \(work.index)\n\(taken.joined(separator: "\n"))")
        for plan in taken {
            let scans = plan.split(separator: "\n").filter { $0.contains("Seq Scan on") && !$0.isOfSmallTable }
            #expect(scans.isEmpty, "\(work.name)\n\(plan)")
        }
    }
}

extension Substring {
    /// Areas, topics, centres, tenants, titles with their criteria, and a tenant's few branches, officers and funds, are read
    /// whole and rightly; and so are returns, two a year of each tenant, by the one that leads, what is counted, the worker's
    /// one line and the years that are signed.
    var isOfSmallTable: Bool {
        [
            " on area", " on branches", " on distinct_members", " on officers", " on tenant", " on topics",
            " on centres", " on centre_rooms", " on title_", " on criteria_", " on ward_deadlines", " on association",
            " on pilot_areas", " on targets", " on funds", " on returns", " on frozen_years", " on measures",
            " on worker",
        ].contains { contains($0) }
    }
}
