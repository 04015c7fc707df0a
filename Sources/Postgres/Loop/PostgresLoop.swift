internal import CLinux
import Glibc
import Synchronization

/// Waits for the sockets of its connections with epoll, on a thread of its own, and is the lock of every connection pinned to
/// it: whoever holds the loop's gate may touch them, nobody else.
///
/// The thread holds the gate for a turn at a time. In between, a task that calls a connection takes the gate and runs the
/// connection's part itself, on its own thread: the query is on its way without a thread switch. Only if the gate is taken
/// does the call wait in line.
///
///     jobs ──┐                  ╭─ gate ─────────────────────────────────────────────╮
///     wake ──┼─> one turn:      │ call sources that are ready, fire timers, run jobs │ ──> sleep in epoll_wait
///     fds  ──┘                  ╰────────────────────────────────────────────────────╯
///
/// As a task executor (`withTaskExecutorPreference(connection.loop)`) it also runs callers, beside their connections, which
/// saves both thread switches of a query. Work that blocks or computes for long does not belong on it.
package final class PostgresLoop: TaskExecutor, @unchecked Sendable {
    // @unchecked: `local` belongs to the holder of the gate; what others touch is behind `shared` or atomic.

    /// What the connections' actors are isolated to.
    let gatekeeper = PostgresGatekeeper()
    private let gate = PostgresGate()
    /// The thread that holds the gate; 0 for none.
    private let holder = Atomic<UInt>(0)
    private var local = Local()

    private let shared = Mutex(Shared())
    /// True when there is something to do that the thread may not have seen.
    private let hasNews = Atomic<Bool>(false)
    /// True while the thread sleeps or is about to: news must be written to `wakeUp`, too.
    private let sleeps = Atomic<Bool>(false)
    private let epoll: Int32
    private let wakeUp: Int32

    /// What any thread may add.
    private struct Shared {
        var jobs: [PostgresJob] = []
        var calls: [@Sendable () -> Void] = []
        var phase = Phase.running
    }

    private enum Phase {
        case running
        /// Ends when no source and no timer is left.
        case stopping
        /// The thread is gone; callers run their own jobs.
        case stopped
    }

    /// What only the holder of the gate touches.
    private struct Local {
        var jobs: [PostgresJob] = []
        var sources = PostgresLoopSources()
        var timers = PostgresLoopTimers()
        /// When the thread will look at the timers next.
        var nextLook = PostgresInstant.distantFuture
        /// Requests that wait for an answer.
        var requests = 0
        /// The descriptors are closed, and their numbers may be others' by now.
        var hasEnded = false
        /// Reads that may be tried in this turn before the socket says that it is ready.
        var eagerReads = 0
        /// Jobs that were taken from `jobs` or from others' to be run one after the other, and have not begun.
        var jobsAhead = 0
    }

    /// Events taken from the kernel in one turn; more wait for the next.
    private static let eventsPerTurn = 64
    /// Rounds of jobs that jobs added, before the sockets are looked at again.
    private static let jobRoundsPerTurn = 8
    /// Eager reads in one turn: a task whose answers are always there must not keep the others from theirs.
    private static let eagerReadsPerTurn = 16

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
        gatekeeper.loop = self
        guard PostgresThread.start(name: name, { self.run() }) else {
            throw PostgresError(.configuration, "cannot start a thread (errno \(errno))")
        }
    }

    // MARK: What others call

    /// True for the thread that holds the gate.
    package var isCurrent: Bool { UInt(pthread_self()) == holder.load(ordering: .relaxed) }

    /// Runs a task that prefers this loop, on the loop's thread.
    package func enqueue(_ job: consuming ExecutorJob) {
        add(PostgresJob(job: UnownedJob(job), prefersLoop: true))
    }

    package func asUnownedTaskExecutor() -> UnownedTaskExecutor { UnownedTaskExecutor(ordinary: self) }

    /// Runs a connection's job: here and now if the gate is open.
    func enqueueIsolated(_ job: UnownedJob) {
        let job = PostgresJob(job: job, prefersLoop: false)
        guard !isCurrent, gate.tryLock() else { return add(job) }
        enter()
        job.run(on: self)
        leave()
    }

    /// Runs `body` here and now if the gate is open, or in this thread's hand already.
    /// - Returns: `nil` when another has it.
    func ifOpen<Result>(_ body: () -> Result) -> Result? {
        if isCurrent { return body() }
        guard gate.tryLock() else { return nil }
        enter()
        defer { leave() }
        return body()
    }

    /// Runs `call` on the loop's thread, from any thread, before the jobs that come after.
    func call(_ call: @escaping @Sendable () -> Void) {
        announce { $0.calls.append(call) }
    }

    /// True once `stop` was called.
    var isStopping: Bool { shared.withLock { $0.phase != .running } }

    /// Takes no new connections, and ends the thread as soon as the last connection of this loop is closed. What is called
    /// after that (`isUsable`, a second `close`) runs on the caller's thread, one caller at a time.
    package func stop() {
        announce { if $0.phase == .running { $0.phase = .stopping } }
    }

    private func add(_ job: PostgresJob) {
        if isCurrent {
            local.jobs.append(job)
        } else {
            announce { $0.jobs.append(job) }
        }
    }

    private func announce(_ change: (inout Shared) -> Void) {
        let phase = shared.withLock { state in
            change(&state)
            return state.phase
        }
        phase == .stopped && !isCurrent ? runOnCaller() : wake()
    }
}

// MARK: - What the connections call, with the gate in hand

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

    /// True while this turn still allows to read from a socket that has not said that it is ready.
    func mayReadEagerly() -> Bool {
        local.eagerReads += 1
        return local.eagerReads <= Self.eagerReadsPerTurn
    }

    /// True when one request at most waits for its answer here, and no work is queued.
    var isQuiet: Bool {
        local.requests < 2 && local.jobsAhead == 0 && local.jobs.isEmpty && !hasNews.load(ordering: .relaxed)
    }

    /// Keeps count of the connections that have a request under way.
    func countRequest(from old: Bool, to new: Bool) {
        if old != new { local.requests += new ? 1 : -1 }
    }

    private func control(_ operation: Int32, _ token: PostgresLoopSources.Token) {
        guard !local.hasEnded, let source = local.sources[token] else { return }
        var interest = epoll_event()
        interest.events = source.events
        interest.data.u64 = token.rawValue
        epoll_ctl(epoll, operation, source.descriptor, &interest)
    }
}

// MARK: - Turns

extension PostgresLoop {
    private func enter() {
        holder.store(UInt(pthread_self()), ordering: .relaxed)
        local.eagerReads = 0
    }

    /// Gives the gate back; what is left over, or due earlier than the thread knows, is news for it, and so is that no
    /// connection is left: it may have been asked to end then.
    private func leave() {
        let isNews = !local.jobs.isEmpty || local.timers.next < local.nextLook || local.sources.isEmpty
        let hasEnded = local.hasEnded
        holder.store(0, ordering: .relaxed)
        gate.unlock()
        if hasEnded { runOnCaller() } else if isNews { wake() }
    }

    private func wake() {
        hasNews.store(true, ordering: .sequentiallyConsistent)
        if sleeps.exchange(false, ordering: .sequentiallyConsistent) {
            var one: UInt64 = 1
            _ = write(wakeUp, &one, 8)
        }
    }

    private func run() {
        var events = [epoll_event](repeating: epoll_event(), count: Self.eventsPerTurn)
        var count = 0
        // The time in which a server on the same machine answers.
        var patience = PostgresPatience.forEvents
        while true {
            gate.lock()
            enter()
            for event in events.prefix(count) { dispatch(event) }
            fireTimers()
            runJobs()
            if stopsNow() { return }
            local.nextLook = local.timers.next
            let timeout = local.jobs.isEmpty ? local.timers.millisecondsToNext(now: .now) : 0
            let awaitsSeveral = local.requests > 1
            holder.store(0, ordering: .relaxed)
            gate.unlock()
            // On a machine that is busy several answers come meanwhile, and are taken in one turn.
            if awaitsSeveral, timeout != 0 { sched_yield() }
            count = wait(&events, timeout: timeout, &patience)
        }
    }

    /// Runs what was there when the turn began, and some of what that added; the rest waits, behind the sockets.
    private func runJobs() {
        hasNews.store(false, ordering: .sequentiallyConsistent)
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
            var batch: [PostgresJob] = []
            swap(&batch, &local.jobs)
            run(batch)
            rounds += 1
        }
    }

    private func run(_ jobs: [PostgresJob]) {
        local.jobsAhead = jobs.count
        for job in jobs {
            local.jobsAhead -= 1
            job.run(on: self)
        }
    }

    private func fireTimers() {
        guard local.timers.next < .distantFuture else { return }
        let now = PostgresInstant.now
        while let action = local.timers.popDue(now: now) { action() }
    }

    /// Waits for readiness, news, or the next timer.
    private func wait(_ events: inout [epoll_event], timeout: Int32, _ patience: inout PostgresPatience) -> Int {
        // A thread that sleeps costs its waker a system call and itself a switch: where answers come within microseconds,
        // looking again is cheaper.
        if timeout == 0 || patience.looks {
            let begin = PostgresInstant.now
            var looks = 0
            repeat {
                let count = epoll_wait(epoll, &events, Int32(events.count), 0)
                if count > 0 || timeout == 0 || hasNews.load(ordering: .sequentiallyConsistent) {
                    patience.note(paid: true)
                    return Int(max(0, count))
                }
                sched_yield()
                looks += 1
            } while patience.goesOn(afterNanoseconds: PostgresInstant.now.nanoseconds(after: begin), looks: looks)
        }
        patience.note(paid: false)
        sleeps.store(true, ordering: .sequentiallyConsistent)
        let isLate = hasNews.load(ordering: .sequentiallyConsistent)
        let count = epoll_wait(epoll, &events, Int32(events.count), isLate ? 0 : timeout)
        sleeps.store(false, ordering: .sequentiallyConsistent)
        return Int(max(0, count))
    }

    private func dispatch(_ event: epoll_event) {
        guard event.data.u64 != PostgresLoopSources.wakeUpToken else {
            var count: UInt64 = 0
            _ = read(wakeUp, &count, 8)
            return
        }
        // A source that was removed meanwhile is no longer found: its token carries a generation.
        guard let source = local.sources[PostgresLoopSources.Token(rawValue: event.data.u64)] else { return }
        source.ready(event.events & (EPOLLOUT.rawValue | EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0)
    }

    // MARK: The end

    /// True when the thread is to end: asked to, with no connection (open or being made) and nothing queued.
    private func stopsNow() -> Bool {
        guard local.sources.isEmpty, local.timers.isEmpty, local.jobs.isEmpty else { return false }
        let stops = shared.withLock { state in
            guard state.phase == .stopping, state.jobs.isEmpty, state.calls.isEmpty else { return false }
            // Before anybody may take the thread's place.
            local.hasEnded = true
            state.phase = .stopped
            return true
        }
        guard stops else { return false }
        close(epoll)
        close(wakeUp)
        holder.store(0, ordering: .relaxed)
        gate.unlock()
        return true
    }

    /// Takes the place of the thread that has ended, until nothing is queued.
    private func runOnCaller() {
        gate.lock()
        enter()
        while !local.jobs.isEmpty || shared.withLock({ !$0.jobs.isEmpty || !$0.calls.isEmpty }) { runJobs() }
        holder.store(0, ordering: .relaxed)
        gate.unlock()
    }
}
