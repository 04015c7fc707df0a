internal import CLibPQ

/// Where libpq puts notices while it reads; emptied when the reading is over, so that nothing is called from inside libpq.
final class PostgresNotices: @unchecked Sendable {
    // @unchecked: libpq calls back on the loop's thread, inside calls made from there.

    /// More in one read are dropped: a loop of RAISE NOTICE must not fill the memory.
    private static let limit = 1000

    private var notices: [PostgresServerError] = []

    /// From now on the notices of `connection` come here. The caller keeps this object as long as the connection.
    func receive(from connection: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<PostgresNotices>.fromOpaque(context).takeUnretainedValue().add(result)
            },
            context
        )
    }

    var isEmpty: Bool { notices.isEmpty }

    func take() -> [PostgresServerError] {
        defer { notices = [] }
        return notices
    }

    private func add(_ result: OpaquePointer) {
        guard notices.count < Self.limit else { return }
        notices.append(PostgresServerError(result: result))
    }
}
