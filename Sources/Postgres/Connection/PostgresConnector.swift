internal import CLibPQ
internal import CLinux
import Glibc
import Synchronization

/// A connection that libpq has made and nobody owns yet.
struct PostgresHandle: @unchecked Sendable {
    // @unchecked: handed over once, from the thread that connected to the loop that owns it from then on.
    let pointer: OpaquePointer
}

/// One attempt to connect, on a thread of its own: name look-up, certificate files, TLS and authentication all may block.
///
/// Whoever waits is answered at the deadline or at once when cancelled, even while the thread hangs in a name look-up; the
/// thread then finds that nobody waits and closes what it made.
final class PostgresConnector: Sendable {
    private enum State {
        case idle
        case waiting(UnsafeContinuation<Result<PostgresHandle, any Error>, Never>)
        case ended
    }

    private let state = Mutex(State.idle)
    private let keywords: [(keyword: String, value: String)]
    private let deadline: PostgresInstant
    /// Becomes readable when nobody waits any more.
    private let abandoned: Int32

    init(keywords: [(keyword: String, value: String)], deadline: PostgresInstant) throws(PostgresError) {
        self.keywords = keywords
        self.deadline = deadline
        abandoned = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard abandoned >= 0 else {
            throw PostgresError(
                .connectionFailed,
                "cannot open a descriptor (errno \(errno)); raise the limit on open files"
            )
        }
    }

    deinit { close(abandoned) }

    /// - Throws: `.connectionFailed`, `.deadlineExceeded`, `CancellationError`.
    func connect(on loop: PostgresLoop) async throws -> PostgresHandle {
        let deadline = deadline
        return try await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                state.withLock { $0 = .waiting(continuation) }
                if Task.isCancelled { return end(.failure(CancellationError())) }
                loop.call {
                    guard !loop.isStopping else {
                        return self.end(.failure(PostgresError(.closed, "the loop was stopped")))
                    }
                    let timer = loop.schedule(at: deadline) { self.end(.failure(Self.deadlinePassed)) }
                    let hasThread = PostgresBlockingThreads.connects.run {
                        self.connectOnThread()
                        loop.call { loop.cancel(timer) }
                    }
                    if !hasThread {
                        loop.cancel(timer)
                        self.end(.failure(PostgresError(.connectionFailed, "no thread free to connect on")))
                    }
                }
            }
        } onCancel: {
            end(.failure(CancellationError()))
        }.get()
    }

    private static var deadlinePassed: PostgresError {
        PostgresError(.deadlineExceeded, "no connection within the connect deadline")
    }

    /// The first answer counts.
    private func end(_ result: Result<PostgresHandle, any Error>) {
        let waiter: UnsafeContinuation<Result<PostgresHandle, any Error>, Never>? = state.withLock { state in
            guard case .waiting(let continuation) = state else { return nil }
            state = .ended
            return continuation
        }
        if let waiter {
            waiter.resume(returning: result)
            var one: UInt64 = 1
            _ = write(abandoned, &one, 8)
        } else if case .success(let handle) = result {
            PQfinish(handle.pointer)
        }
    }

    // MARK: On the thread

    private func connectOnThread() {
        var hosts = PostgresHostList(keywords: keywords)
        // Work that stood in line past its deadline must not look up names for nobody.
        while !isAbandoned {
            switch attempt(hosts) {
            case .ended(let result):
                return end(result)
            case .silent(let host, let port):
                // libpq would wait for this host for ever; the others deserve the time that is left.
                guard hosts.remove(host: host, port: port), deadline > .now else {
                    return end(.failure(Self.deadlinePassed))
                }
            }
        }
    }

    private enum Outcome {
        case ended(Result<PostgresHandle, any Error>)
        case silent(host: String, port: String)
    }

    private func attempt(_ hosts: PostgresHostList) -> Outcome {
        let list = hosts.keywords
        let connection = PostgresCStrings.withArrays(list.map(\.keyword), list.map(\.value)) { keywords, values in
            PQconnectStartParams(keywords, values, 0)
        }
        guard let connection else {
            return .ended(.failure(PostgresError(.connectionFailed, "out of memory")))
        }
        // Verbose, because only so does libpq 15 tell the SQLSTATE of a refusal.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        var state = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        var host = Self.host(of: connection)
        var hostDeadline = hosts.deadlineOfNext(overall: deadline)
        while state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING {
            let isReady = wait(
                PQsocket(connection),
                writes: state == PGRES_POLLING_WRITING,
                until: min(deadline, hostDeadline)
            )
            guard isReady else {
                let isOver = isAbandoned || deadline <= .now || hosts.count < 2
                PQfinish(connection)
                return isOver ? .ended(.failure(Self.deadlinePassed)) : .silent(host: host.name, port: host.port)
            }
            state = PQconnectPoll(connection)
            let next = Self.host(of: connection)
            if next != host {
                host = next
                hostDeadline = hosts.deadlineOfNext(overall: deadline)
            }
        }
        guard state == PGRES_POLLING_OK else {
            let error = Self.failure(of: connection)
            PQfinish(connection)
            return .ended(.failure(error))
        }
        return .ended(.success(PostgresHandle(pointer: connection)))
    }

    private var isAbandoned: Bool {
        state.withLock { if case .waiting = $0 { false } else { true } }
    }

    private static func host(of connection: OpaquePointer) -> (name: String, port: String) {
        (
            PQhost(connection).map { String(cString: $0) } ?? "",
            PQport(connection).map { String(cString: $0) } ?? ""
        )
    }

    /// False when the deadline passed or nobody waits any more.
    private func wait(_ socket: Int32, writes: Bool, until deadline: PostgresInstant) -> Bool {
        while true {
            let now = PostgresInstant.now
            guard deadline > now else { return false }
            var descriptors = [
                pollfd(fd: socket, events: Int16(writes ? POLLOUT : POLLIN), revents: 0),
                pollfd(fd: abandoned, events: Int16(POLLIN), revents: 0),
            ]
            let milliseconds = Int32(clamping: deadline.nanoseconds(after: now) / 1_000_000 + 1)
            let count = poll(&descriptors, 2, milliseconds)
            if descriptors[1].revents != 0 { return false }
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }

    /// libpq's message without the lines that verbosity adds, and the SQLSTATE taken out of it.
    private static func failure(of connection: OpaquePointer) -> PostgresError {
        let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        if let problem = PostgresRefusal.optionProblem(text) {
            return PostgresError(.configuration, "connection string: \(problem)")
        }
        var error = PostgresError(.connectionFailed, "")
        var lines: [String] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("LOCATION:") && !line.hasPrefix("DETAIL:") {
            let (state, rest) = PostgresRefusal.parse(String(line))
            if let state {
                error.server = PostgresServerError(severity: "FATAL", sqlState: state, message: rest)
            }
            lines.append(rest)
        }
        error.message = lines.joined(separator: "; ")
        if PQconnectionNeedsPassword(connection) == 1 {
            error.message += " (the server asks for a password and none was given)"
        }
        return error
    }
}
