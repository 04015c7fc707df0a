import Glibc
import Synchronization

/// The loops that connections are given in turn, where the caller names none. They live as long as the process.
package enum PostgresLoops {
    private struct State {
        var loops: [PostgresLoop] = []
        var last = 0
    }

    private static let state = Mutex(State())

    /// Half the cores, 1 to 4: the other half runs the callers and, on a small machine, PostgreSQL itself.
    private static let limit = max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2))

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
