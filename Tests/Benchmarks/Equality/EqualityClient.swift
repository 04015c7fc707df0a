import FoundationEssentials
import Postgres
import Programme
import Store
import TestSupport

/// One client: an officer's program that writes and writes, whatever becomes of the server.
struct EqualityClient: Sendable {
    let number: Int
    let pool: PostgresPool
    let seed: UInt64

    /// What came of its writes.
    struct Report: Sendable {
        var done: [String: Int] = [:]
        var refused: [String: Int] = [:]
        var brokenOff = 0
        /// Marks of transactions whose commit was acknowledged.
        var marks: [UUID] = []
    }

    /// Writes until the deadline.
    func run(until deadline: ContinuousClock.Instant) async -> Report {
        var random = SeededRandom(seed: seed &+ UInt64(number) &* 7919)
        var report = Report()
        while ContinuousClock.now < deadline {
            guard let work = EqualityWork.weighted.randomElement(using: &random),
                let tenant = work.tenants.randomElement(using: &random)
            else { break }
            let mark = UUID()
            do {
                try await perform(work, tenant, mark)
                report.done[work.rawValue, default: 0] += 1
                report.marks.append(mark)
            } catch is StoreError {
                report.refused[work.rawValue, default: 0] += 1
            } catch let error as PostgresError
                where error.kind == .server && error.sqlState?.code.hasPrefix("57") != true
            {
                // constraints, and deadlocks that came three times
                report.refused["\(work.rawValue) \(error.sqlState?.code ?? "")", default: 0] += 1
            } catch {
                report.brokenOff += 1
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        return report
    }

    private func perform(_ work: EqualityWork, _ tenant: UUID, _ mark: UUID) async throws {
        let context = TenantContext(
            tenant: TenantID(uuid: tenant),
            actor: .officer(OfficerID(uuid: EqualityCity.identity(5, 1))),
            role: .administrator
        )
        switch work {
        case .merge, .undoMerge, .erase:
            try await TenantDatabase(pool: pool).write(context) { tx in try await repository(work, tx) }
            // what the repositories did was acknowledged before this, which is a transaction of its own
            try await write([], tenant, mark)
        default: try await write(work.statements(tenant), tenant, mark)
        }
    }

    private func write(_ statements: [PostgresQuery], _ tenant: UUID, _ mark: UUID) async throws {
        let settings: PostgresSettings = [
            "app.tenant_id": tenant.uuidString, "app.officer_id": EqualityCity.identity(5, 1).uuidString,
            "app.role": "administrator", "app.access": "write", "app.scope": "*", "app.branches": "{}",
            "app.areas": "{}",
        ]
        let options = PostgresTransactionOptions(retry: .init(attempts: 3))
        try await pool.transaction(options, settings: settings) { transaction in
            for statement in statements { _ = try await transaction.query(statement, timeout: .seconds(20)) }
            _ = try await transaction.query(
                """
                insert into app.audit_entries (tenant_id, id, officer_id, actor, action)
                values (\(tenant), \(mark), \(EqualityCity.identity(5, 1)), 'officer', 'equality.mark')
                """
            )
        }
    }

    private func repository(_ work: EqualityWork, _ tx: TenantTransaction) async throws {
        var found = try await tx.members.list(MemberFilter()).members.shuffled()
        guard let one = found.popLast(), let other = found.popLast() else { return }
        switch work {
        case .erase: _ = try await tx.members.erase(one.id, version: one.version, reason: .mistake)
        case .merge:
            let request = MergeRequest(
                kept: one.id,
                keptVersion: one.version,
                absorbed: other.id,
                absorbedVersion: other.version
            )
            _ = try await tx.duplicates.merge(request)
        default:
            for member in [one, other] + found.prefix(10) {
                if let merge = try await tx.duplicates.merges(of: member.id).first(where: { $0.undoneAt == nil }) {
                    return try await tx.duplicates.undo(merge.id)
                }
            }
        }
    }
}
