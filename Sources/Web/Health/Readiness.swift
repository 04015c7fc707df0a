internal import Logging
internal import Synchronization

/// Whether the server should be sent work: everything that it needs answers in time, and it is not stopping.
package final class Readiness: Sendable {
    /// One thing that the server needs.
    package struct Check: Sendable {
        /// As the answer names it, such as `database`.
        package let name: String
        /// Whether it is there. Throwing means that it is not.
        package let run: @Sendable () async throws -> Bool

        /// A check.
        package init(_ name: String, _ run: @escaping @Sendable () async throws -> Bool) {
            self.name = name
            self.run = run
        }
    }

    /// What a look at everything found.
    package struct Finding: Sendable, Equatable, Encodable {
        /// Whether work may be sent.
        package let isReady: Bool
        /// `ok`, `failed`, `too slow` or `stopping`, by name.
        package let checks: [String: String]

        enum CodingKeys: String, CodingKey {
            case isReady = "ready"
            case checks
        }
    }

    private let checks: [Check]
    private let limit: Duration
    private let stopping = Mutex(false)

    /// - Parameter limit: how long each check may take.
    package init(_ checks: [Check], limit: Duration = .seconds(2)) {
        self.checks = checks
        self.limit = limit
    }

    /// From now on it is not ready: what balances the load looks elsewhere, and what runs is finished.
    package func stop() { stopping.withLock { $0 = true } }

    /// Looks at everything, all at once.
    package func look() async -> Finding {
        if stopping.withLock({ $0 }) { return Finding(isReady: false, checks: ["server": "stopping"]) }
        let results = await withTaskGroup(of: (String, String).self) { group in
            for check in checks {
                group.addTask { [limit] in (check.name, await Self.outcome(of: check, within: limit)) }
            }
            return await group.reduce(into: [String: String]()) { $0[$1.0] = $1.1 }
        }
        return Finding(isReady: results.values.allSatisfy { $0 == "ok" }, checks: results)
    }

    private static func outcome(of check: Check, within limit: Duration) async -> String {
        do {
            return try await Deadline.run(within: limit) { try await check.run() } ? "ok" : "failed"
        } catch let problem as Problem where problem.kind == .timedOut {
            return "too slow"
        } catch {
            return "failed"
        }
    }
}
