import Synchronization

/// How many rows were written, by table, by steps that run at once.
final class DemoRows: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    var sums: [String: Int] { counts.withLock { $0 } }

    func add(_ rows: [String: Int]) { counts.withLock { $0.merge(rows, uniquingKeysWith: +) } }
}
