/// Steps that do not depend on each other, some at a time.
struct DemoWork: Sendable {
    let connections: Int
    /// Told what is being done.
    let progress: @Sendable (String) -> Void

    /// Does all; the first that fails ends the others.
    func run<Unit: Sendable>(
        _ name: String,
        _ units: [Unit],
        _ body: @escaping @Sendable (Unit) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var rest = units.makeIterator()
            for _ in 0..<connections {
                guard let unit = rest.next() else { break }
                group.addTask { try await body(unit) }
            }
            var done = 0
            progress("\(name): 0 of \(units.count)")
            while try await group.next() != nil {
                done += 1
                if done * 20 / units.count > (done - 1) * 20 / units.count {
                    progress("\(name): \(done) of \(units.count)")
                }
                guard let unit = rest.next() else { continue }
                group.addTask { try await body(unit) }
            }
        }
    }
}
