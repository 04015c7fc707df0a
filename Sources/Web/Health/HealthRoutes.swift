internal import Hummingbird

/// The addresses by which whoever runs the server sees whether it lives.
enum HealthRoutes {
    /// `/livez`: the process answers; it looks at nothing else, so that a database that is away does not get the server
    /// killed. `/readyz`: work may be sent, and if not, why.
    static func all(_ readiness: Readiness) -> [Route] {
        [
            .open(.get, "/livez") { _ in .text("ok\n") },
            .open(.get, "/readyz") { _ in
                let finding = await readiness.look()
                return try .json(finding, status: finding.isReady ? .ok : .serviceUnavailable)
            },
        ]
    }
}
