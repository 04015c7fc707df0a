import Glibc
import Synchronization

/// The loops that connections are given in turn, where the caller names none. They live as long as the process.
package enum PostgresLoops {
    private struct State {
        var loops: [PostgresLoop] = []
        var last = 0
    }

    private static let state = Mutex(State())

    /// One for each core, at most 8: measured with 16 busy connections on 4 cores, three or four loops do a third more than
    /// two. A loop without work sleeps and costs nothing.
    private static let limit = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// - Throws: `.configuration` when the process may open no more descriptors or threads.
    package static func next() throws(PostgresError) -> PostgresLoop {
        try state.withLock { state throws(PostgresError) in
            if state.loops.count < limit {
                state.loops.append(try PostgresLoop(name: "pg-loop-\(state.loops.count)"))
            }
            state.last = (state.last + 1) % state.loops.count
            return state.loops[state.last]
        }
    }
}
