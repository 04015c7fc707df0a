import CLinux
import Glibc
import Synchronization

/// The thread of a proxy and what it owns. Rules change under the same lock under which bytes are moved: after a change
/// has returned, no byte goes by the old rules.
final class ChaosLoop: Sendable {
    /// What new connections start with, one for each direction.
    struct Rule {
        var fault: ChaosFault = .pass
        var afterBytes = 0
    }

    struct State {
        var listener: ChaosListener
        var connections: [ChaosConnection] = []
        var rules: [ChaosDirection: Rule] = [:]
        var sparesCancelRequests = true
        var figures = ChaosFigures()
        var isStopped = false
    }

    /// More than any test needs; further clients are refused.
    private static let maximumConnections = 1_000

    let port: UInt16
    private let destination: ChaosDestination
    private let state: Mutex<State>
    private let wakeUp: Int32

    init(_ destination: ChaosDestination) throws {
        let listener = try ChaosListener()
        LoopbackPort.makeNonblocking(listener.descriptor)
        wakeUp = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard wakeUp >= 0 else {
            close(listener.descriptor)
            throw TestSupportError("no eventfd: \(String(cString: strerror(errno)))")
        }
        port = listener.port
        self.destination = destination
        state = Mutex(State(listener: listener))
    }

    deinit { close(wakeUp) }

    /// Changes rules or reads figures; the thread sees a change at once.
    func withState<Value: Sendable>(_ body: (inout State) throws -> Value) rethrows -> Value {
        defer { wake() }
        return try state.withLock { state in try body(&state) }
    }

    /// Shuts the door or opens it again; who has knocked before is let in first.
    func refuseClients(_ refuses: Bool) throws {
        try withState { state in
            if refuses { acceptClients(&state) }
            try state.listener.refuse(refuses)
        }
    }

    /// Closes everything; the thread ends.
    func stop() {
        withState { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            // The thread may hold the descriptor in poll a moment longer; shutting needs no last holder.
            shutdown(state.listener.descriptor, Int32(SHUT_RD))
            close(state.listener.descriptor)
            for connection in state.connections { connection.close(reset: false) }
            state.connections = []
            state.figures.openConnections = 0
        }
    }

    /// The thread's work, until `stop`.
    func run() {
        while true {
            let plan = state.withLock { state -> (descriptors: [pollfd], timeout: Int32)? in
                guard !state.isStopped else { return nil }
                acceptClients(&state)
                let now = MonotonicTime.now
                moveBytes(&state, now: now)
                return interests(state, now: now)
            }
            guard var plan else { return }
            poll(&plan.descriptors, nfds_t(plan.descriptors.count), plan.timeout)
            var count: UInt64 = 0
            read(wakeUp, &count, MemoryLayout<UInt64>.size)
        }
    }

    private func wake() {
        var one: UInt64 = 1
        write(wakeUp, &one, MemoryLayout<UInt64>.size)
    }

    private func acceptClients(_ state: inout State) {
        while !state.listener.refuses, let client = state.listener.acceptClient() {
            guard state.connections.count < Self.maximumConnections,
                let server = LoopbackPort.connect(to: destination)
            else {
                ChaosConnection(client: client, server: -1).close(reset: true)
                continue
            }
            var connection = ChaosConnection(client: client, server: server)
            for (direction, rule) in state.rules {
                connection.apply(rule.fault, direction, afterBytes: rule.afterBytes)
            }
            state.connections.append(connection)
            state.figures.acceptedConnections += 1
        }
    }

    private func moveBytes(_ state: inout State, now: Double) {
        for index in state.connections.indices.reversed() {
            if state.connections[index].noticesCancelRequest() {
                state.figures.cancelRequests += 1
                for direction in ChaosDirection.allCases where state.sparesCancelRequests {
                    state.connections[index].apply(.pass, direction, afterBytes: 0)
                }
            }
            guard let end = state.connections[index].step(now: now, figures: &state.figures) else { continue }
            state.connections.remove(at: index).close(reset: end == .reset)
        }
        state.figures.openConnections = state.connections.count
    }

    /// Descriptors without an interest are left out: poll would report their end again and again.
    private func interests(_ state: State, now: Double) -> (descriptors: [pollfd], timeout: Int32) {
        var descriptors = [pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)]
        if !state.listener.refuses {
            descriptors.append(pollfd(fd: state.listener.descriptor, events: Int16(POLLIN), revents: 0))
        }
        var due: Double?
        for connection in state.connections {
            let interest = connection.interest(now: now)
            for (descriptor, events) in [(connection.client, interest.client), (connection.server, interest.server)]
            where events != 0 {
                descriptors.append(pollfd(fd: descriptor, events: events, revents: 0))
            }
            if let next = connection.nextDue, next > now { due = min(due ?? next, next) }
        }
        let timeout = due.map { Int32(min(1_000, (($0 - now) * 1_000).rounded(.up))) } ?? -1
        return (descriptors, timeout)
    }
}
