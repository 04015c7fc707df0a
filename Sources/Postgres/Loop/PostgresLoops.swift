import Glibc
import Synchronization

/// The loops that connections are given in turn, where the caller names none. They live as long as the process.
package enum PostgresLoops {
    private struct State {
        var loops: [PostgresLoop] = []
        var last = 0
    }

    private static let state = Mutex(State())

    /// Four for each core, at most 16: a connection that has its loop to itself reads its answer without a change of threads.
    /// Measured with 16 busy connections on 4 cores: as many queries from a loop with 16 as with 4, and more than twice as
    /// many from the ordinary pool. A loop without work sleeps and costs nothing but its thread.
    private static let limit = max(1, min(16, 4 * sysconf(Int32(_SC_NPROCESSORS_ONLN))))

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
