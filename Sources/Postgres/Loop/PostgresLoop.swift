internal import CLinux
import Glibc
import Synchronization

/// One thread that waits for the sockets of its connections with epoll, and runs their actors and the tasks that prefer it.
///
/// As a serial executor it is the lock of every connection pinned to it: libpq is called from this thread alone. As a task
/// executor (`withTaskExecutorPreference(connection.loop)`) it runs a caller beside its connection, which saves both thread
/// switches of a query. Work that blocks or computes for long does not belong on it: it would hold up every connection here.
///
///     jobs ──┐
///     wake ──┼─> one turn: run the jobs that are there, call sources that are ready, fire timers ──> sleep in epoll_wait
///     fds  ──┘
package final class PostgresLoop: SerialExecutor, TaskExecutor, @unchecked Sendable {
    // @unchecked: `local` and `thread` belong to the loop's thread; what others touch is behind `shared` or atomic.

    private let shared = Mutex(Shared())
    /// True while the thread sleeps or is about to: a job from elsewhere must write to `wakeUp`.
    private let sleeps = Atomic<Bool>(false)
    private let epoll: Int32
    private let wakeUp: Int32
    private var local = Local()
    private let thread = Atomic<UInt>(0)

    /// What any thread may add.
    private struct Shared {
        var jobs: [UnownedJob] = []
        var calls: [@Sendable () -> Void] = []
        var phase = Phase.running
    }

    private enum Phase {
        case running
        /// Ends when no source and no timer is left.
        case stopping
        /// The thread is gone; a caller runs its own jobs.
        case stopped
        /// One of the callers is at it; it will find what others add meanwhile.
        case stoppedAndRunning
    }

    /// What only the loop's thread touches.
    private struct Local {
        var jobs: [UnownedJob] = []
        var sources = PostgresLoopSources()
        var timers = PostgresLoopTimers()
        /// The descriptors are closed, and their numbers may be others' by now.
        var hasEnded = false
    }

    /// Events taken from the kernel in one turn; more wait for the next.
    private static let eventsPerTurn = 64

    /// - Parameter name: shown by `ps` and `perf`, at most 15 bytes.
    /// - Throws: `.configuration` when the process may open no more descriptors or threads.
    package init(name: String) throws(PostgresError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        wakeUp = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard epoll >= 0, wakeUp >= 0 else {
            throw PostgresError(
                .configuration,
                "cannot open an epoll descriptor (errno \(errno)); raise the limit on open files"
            )
        }
        var interest = epoll_event()
        interest.events = EPOLLIN.rawValue
        interest.data.u64 = PostgresLoopSources.wakeUpToken
        epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &interest)
        guard PostgresThread.start(name: name, { self.run() }) else {
            throw PostgresError(.configuration, "cannot start a thread (errno \(errno))")
        }
    }

    // MARK: What others call

    /// True on the loop's own thread.
    package var isCurrent: Bool { UInt(pthread_self()) == thread.load(ordering: .relaxed) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent {
            local.jobs.append(job)
            return
        }
        let phase = shared.withLock { state in
            state.jobs.append(job)
            return state.phase
        }
        phase == .stopped ? runOnCaller() : wake()
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
    package func asUnownedTaskExecutor() -> UnownedTaskExecutor { UnownedTaskExecutor(ordinary: self) }

    package func isIsolatingCurrentContext() -> Bool? { isCurrent }

    package func checkIsolated() {
        precondition(isCurrent, "called off the connection's loop")
    }

    /// Runs `call` on the loop, from any thread, before the jobs that come after.
    func call(_ call: @escaping @Sendable () -> Void) {
        let phase = shared.withLock { state in
            state.calls.append(call)
            return state.phase
        }
        phase == .stopped ? runOnCaller() : wake()
    }

    /// True once `stop` was called.
    var isStopping: Bool { shared.withLock { $0.phase != .running } }

    /// Takes no new connections, and ends the thread as soon as the last connection of this loop is closed. What is called
    /// after that (`isUsable`, a second `close`) runs on the caller's thread, one caller at a time.
    package func stop() {
        shared.withLock { state in
            if state.phase == .running { state.phase = .stopping }
        }
        wake()
    }
}

// MARK: - What the connections call, on the loop's thread

extension PostgresLoop {
    /// Calls `ready` whenever `descriptor` can be read, or written if `wantsWrite` was set, until it is removed.
    /// - Returns: `nil` when the loop has ended.
    func add(_ descriptor: Int32, ready: @escaping PostgresLoopSources.Ready) -> PostgresLoopSources.Token? {
        guard !local.hasEnded else { return nil }
        let token = local.sources.add(descriptor, ready: ready)
        control(EPOLL_CTL_ADD, token)
        return token
    }

    /// Changes what is waited for; no system call where nothing changes.
    func change(_ token: PostgresLoopSources.Token, wantsRead: Bool, wantsWrite: Bool) {
        if let operation = local.sources.change(token, wantsRead: wantsRead, wantsWrite: wantsWrite) {
            control(operation, token)
        }
    }

    /// To be called before the descriptor is closed.
    func remove(_ token: PostgresLoopSources.Token) {
        control(EPOLL_CTL_DEL, token)
        local.sources.remove(token)
    }

    /// Calls `action` at `deadline`, or never if the timer is cancelled before.
    func schedule(at deadline: PostgresInstant, _ action: @escaping () -> Void) -> PostgresLoopTimers.Token {
        local.timers.schedule(at: deadline, action)
    }

    func cancel(_ timer: PostgresLoopTimers.Token) {
        local.timers.cancel(timer)
    }

    private func control(_ operation: Int32, _ token: PostgresLoopSources.Token) {
        guard !local.hasEnded, let source = local.sources[token] else { return }
        var interest = epoll_event()
        interest.events = source.events
        interest.data.u64 = token.rawValue
        epoll_ctl(epoll, operation, source.descriptor, &interest)
    }
}

// MARK: - The thread

extension PostgresLoop {
    private func wake() {
        if sleeps.exchange(false, ordering: .sequentiallyConsistent) {
            var one: UInt64 = 1
            _ = write(wakeUp, &one, 8)
        }
    }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        var events = [epoll_event](repeating: epoll_event(), count: Self.eventsPerTurn)
        while true {
            runJobs()
            let count = wait(&events)
            for event in events.prefix(count) { dispatch(event) }
            fireTimers()
            if stopsNow() { return }
        }
    }

    /// Runs what was there when the turn began; what these jobs add waits for the next turn, behind the sockets.
    private func runJobs() {
        let (jobs, calls) = shared.withLock { state in
            let taken = (state.jobs, state.calls)
            if !state.jobs.isEmpty { state.jobs = [] }
            if !state.calls.isEmpty { state.calls = [] }
            return taken
        }
        for call in calls { call() }
        run(jobs)
        var rounds = 0
        while !local.jobs.isEmpty, rounds < Self.jobRoundsPerTurn {
            var batch: [UnownedJob] = []
            swap(&batch, &local.jobs)
            run(batch)
            rounds += 1
        }
    }

    /// Rounds of jobs that jobs added, before the sockets are looked at again.
    private static let jobRoundsPerTurn = 8

    private func run(_ jobs: [UnownedJob]) {
        for job in jobs {
            job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        }
    }

    /// Takes the place of the thread that has ended, until nothing is queued.
    private func runOnCaller() {
        func mayRun() -> Bool {
            shared.withLock { state in
                guard state.phase == .stopped else { return false }
                if !state.jobs.isEmpty || !state.calls.isEmpty { state.phase = .stoppedAndRunning }
                return state.phase == .stoppedAndRunning
            }
        }
        while mayRun() {
            thread.store(UInt(pthread_self()), ordering: .relaxed)
            while hasWork { runJobs() }
            thread.store(0, ordering: .relaxed)
            shared.withLock { $0.phase = .stopped }
        }
    }

    private var hasWork: Bool {
        !local.jobs.isEmpty || shared.withLock { !$0.jobs.isEmpty || !$0.calls.isEmpty }
    }

    private func fireTimers() {
        let now = PostgresInstant.now
        while let action = local.timers.popDue(now: now) { action() }
    }

    /// True when the thread is to end: asked to, with no connection (open or being made) and nothing queued.
    private func stopsNow() -> Bool {
        guard local.sources.isEmpty, local.timers.isEmpty, local.jobs.isEmpty else { return false }
        let stops = shared.withLock { state in
            guard state.phase == .stopping, state.jobs.isEmpty, state.calls.isEmpty else { return false }
            // Before anybody may take the thread's place.
            local.hasEnded = true
            thread.store(0, ordering: .relaxed)
            state.phase = .stopped
            return true
        }
        if stops {
            close(epoll)
            close(wakeUp)
        }
        return stops
    }

    private func wait(_ events: inout [epoll_event]) -> Int {
        guard local.jobs.isEmpty else { return Int(max(0, epoll_wait(epoll, &events, Int32(events.count), 0))) }
        sleeps.store(true, ordering: .sequentiallyConsistent)
        let timeout = hasWork ? 0 : local.timers.millisecondsToNext(now: .now)
        let count = epoll_wait(epoll, &events, Int32(events.count), timeout)
        sleeps.store(false, ordering: .sequentiallyConsistent)
        return Int(max(0, count))
    }

    private func dispatch(_ event: epoll_event) {
        guard event.data.u64 != PostgresLoopSources.wakeUpToken else {
            var count: UInt64 = 0
            _ = read(wakeUp, &count, 8)
            return
        }
        // A source that an earlier event of this turn removed is no longer found: its token carries a generation.
        guard let source = local.sources[PostgresLoopSources.Token(rawValue: event.data.u64)] else { return }
        source.ready(event.events & (EPOLLOUT.rawValue | EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0)
    }
}
