/// The serial executor of a loop's connections: isolation to it is the loop's gate.
final class PostgresGatekeeper: SerialExecutor, @unchecked Sendable {
    // @unchecked: set once, before any other thread knows of it.

    /// The loop that owns this object, and lives as long as its connections.
    unowned(unsafe) var loop: PostgresLoop?

    func enqueue(_ job: consuming ExecutorJob) { loop?.enqueueIsolated(UnownedJob(job)) }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    func isIsolatingCurrentContext() -> Bool? { loop?.isCurrent }

    func checkIsolated() {
        precondition(loop?.isCurrent == true, "called without the loop's gate")
    }
}

/// A job that waits for the gate.
struct PostgresJob {
    let job: UnownedJob
    /// True for the job of a task that prefers the loop, rather than of a connection.
    let prefersLoop: Bool

    /// To be called with the gate in hand. A caller's job is isolated to nothing, as its code is when it goes on after a
    /// wait: with the gate's isolation it would be put in line once more, for the switch back. What it calls of its
    /// connection asks for the gate, which this thread has.
    func run(on loop: PostgresLoop) {
        if prefersLoop {
            job.runSynchronously(on: loop.asUnownedTaskExecutor())
        } else {
            job.runSynchronously(on: loop.gatekeeper.asUnownedSerialExecutor())
        }
    }
}
