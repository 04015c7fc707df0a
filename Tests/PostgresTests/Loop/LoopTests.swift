import Foundation
import Glibc
@testable import Postgres
import Synchronization
import TestSupport
import Testing

/// Loops as threads: their order, their end, and what they leave behind.
@Suite(.timeLimit(.minutes(2))) struct LoopTests {
    @Test func `calls run on the loop, in their order`() async throws {
        let loop = try PostgresLoop(name: "test-order")
        defer { loop.stop() }
        let seen = Mutex<[Int]>([])
        await withCheckedContinuation { continuation in
            for number in 0..<1_000 {
                loop.call { seen.withLock { $0.append(loop.isCurrent ? number : -1) } }
            }
            loop.call { continuation.resume() }
        }
        #expect(seen.withLock { $0 } == Array(0..<1_000))
        #expect(!loop.isCurrent)
    }

    @Test func `timers fire on the loop in the order of their deadlines`() async throws {
        let loop = try PostgresLoop(name: "test-timers")
        defer { loop.stop() }
        let seen = Mutex<[Int]>([])
        await withCheckedContinuation { continuation in
            loop.call {
                for milliseconds in [40, 10, 30, 20] {
                    _ = loop.schedule(at: PostgresInstant(in: .milliseconds(milliseconds))) {
                        seen.withLock { $0.append(milliseconds) }
                        if milliseconds == 40 { continuation.resume() }
                    }
                }
                let never = loop.schedule(at: PostgresInstant(in: .milliseconds(5))) { seen.withLock { $0.append(-1) } }
                loop.cancel(never)
            }
        }
        #expect(seen.withLock { $0 } == [10, 20, 30, 40])
    }

    @Test func `a stopped loop serves its connections to their end, and takes no new ones`() async throws {
        let cluster = try await PostgresCluster.shared
        let configuration = try PostgresConfiguration.short(cluster.dsn(.unixSocket), grace: .seconds(30))
        let loop = try PostgresLoop(name: "test-stop")
        let connection = try await PostgresConnection.connect(configuration, on: loop)
        loop.stop()
        loop.stop()
        try await connection.expect("select 'still here'", "still here")
        let late = await Ending.of {
            _ = try await connection.query("select pg_sleep(600)", timeout: .milliseconds(50))
        }
        #expect(late.kind == .deadlineExceeded)
        let refused = await Ending.of { _ = try await PostgresConnection.connect(configuration, on: loop) }
        #expect(refused.kind == .closed)
        #expect(threads(named: "test-stop") == 1)
        await connection.close()
        try await eventually { if threads(named: "test-stop") > 0 { throw NotYet() } }
        // What is called now runs on the caller's thread.
        #expect(!connection.isUsable)
        await connection.close()
        let after = await Ending.of { _ = try await connection.query("select 1") }
        #expect(after.kind == .closed)
        #expect(await connection.closeReason?.kind == .closed)
        let again = await Ending.of { _ = try await PostgresConnection.connect(configuration, on: loop) }
        #expect(again.kind == .closed)
        let ran = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { loop.call { ran.value.withLock { $0 += 1 } } } }
        }
        try await eventually { if ran.value.withLock({ $0 }) < 100 { throw NotYet() } }
    }

    @Test func `a loop that is stopped while a connection is made ends with it`() async throws {
        let scene = try await FaultScene()
        scene.proxy.set(.freeze, .toClient)
        var configuration = scene.configuration
        configuration.connectTimeout = .milliseconds(400)
        let connecting = configuration
        let loop = try PostgresLoop(name: "test-making")
        let ending = try await ending {
            _ = try await PostgresConnection.connect(connecting, on: loop)
        } struckBy: {
            try await Task.sleep(for: .milliseconds(100))
            loop.stop()
        }
        // It had begun by then, but on a machine that is busy.
        #expect(ending.kind == .deadlineExceeded || ending.kind == .closed)
        #expect(ending.isWithin(.milliseconds(400)))
        try await eventually { if threads(named: "test-making") > 0 { throw NotYet() } }
    }

    @Test func `many loops with many connections`() async throws {
        let cluster = try await PostgresCluster.shared
        let configuration = try PostgresConfiguration.short(cluster.dsn(.unixSocket))
        let loops = try (0..<8).map { _ in try PostgresLoop(name: "test-many") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<24 {
                group.addTask {
                    let loop = loops[number % loops.count]
                    let connection = try await PostgresConnection.connect(configuration, on: loop)
                    for turn in 0..<20 {
                        let answer = try await connection.query("select \(Int64(number * turn))").value(Int64.self)
                        #expect(answer == Int64(number * turn))
                    }
                    // From a task that prefers another loop, and from one that prefers this one.
                    for preferred in [loops[(number + 1) % loops.count], loop] {
                        try await withTaskExecutorPreference(preferred) {
                            try await connection.expect("select 'near'", "near")
                        }
                    }
                    await connection.close()
                }
            }
            try await group.waitForAll()
        }
        for loop in loops { loop.stop() }
        try await eventually { if threads(named: "test-many") > 0 { throw NotYet() } }
    }

    @Test func `a connection that is dropped is closed`() async throws {
        let cluster = try await PostgresCluster.shared
        let configuration = try PostgresConfiguration.short(cluster.dsn(.unixSocket))
        var processIDs: [Int32] = []
        weak var dropped: PostgresConnection?
        do {
            let connection = try await PostgresConnection.connect(configuration)
            processIDs.append(connection.processID)
            try await connection.expect("select 1::text", "1")
            let ending = await Ending.of {
                _ = try await connection.query("select pg_sleep(600)", timeout: .milliseconds(20))
            }
            #expect(ending.kind == .deadlineExceeded)
            dropped = connection
        }
        try await eventually { if dropped != nil { throw NotYet() } }
        let gone = processIDs
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { other in
            try await eventually {
                let left = try await other.query("select count(*) from pg_stat_activity where pid = any(\(gone))")
                if try left.value(Int64.self) > 0 { throw NotYet() }
            }
        }
    }

    @Test func `a connection that ended holds nobody in memory`() async throws {
        let cluster = try await PostgresCluster.shared
        weak var closed: PostgresConnection?
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
            closed = connection
            try await connection.transaction { _ = try await $0.query("select 1") }
            try await connection.stream("select 1") { _ = try await $0.nextBatch() }
            try await connection.copyOut("copy (select 1) to stdout") { _ = try await $0.nextChunk() }
        }
        try await eventually { if closed != nil { throw NotYet() } }
    }

    /// In a process of its own, where nobody else opens descriptors.
    @Test func `a thousand connections leave no descriptor, no thread and little memory behind`() async throws {
        let cluster = try await PostgresCluster.shared
        let string = cluster.dsn(.unixSocket)
        let absent = cluster.dsn(.unixSocket, database: "absent")
        await #expect(processExitsWith: .success) { [string = string as String, absent = absent as String] in
            let configuration = try PostgresConfiguration(string)
            let failing = try PostgresConfiguration(absent)
            func cycle(_ number: Int) async throws {
                switch number % 10 {
                case 0:
                    _ = try? await PostgresConnection.connect(failing)
                case 1:
                    // Dropped without a word.
                    _ = try await PostgresConnection.connect(configuration)
                case 2:
                    let connecting = Task { try await PostgresConnection.connect(configuration).close() }
                    connecting.cancel()
                    _ = await connecting.result
                default:
                    let connection = try await PostgresConnection.connect(configuration)
                    _ = try await connection.query("select 1")
                    await connection.close()
                }
            }
            func cycles(_ count: Int) async throws {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for lane in 0..<4 {
                        group.addTask { for number in 0..<(count / 4) { try await cycle(number * 4 + lane) } }
                    }
                    try await group.waitForAll()
                }
            }
            try await cycles(100)
            let before = ProcessFigures()
            try await cycles(1_000)
            // What was dropped or cancelled is closed on its thread, in a moment.
            for _ in 0..<500 where ProcessFigures().descriptors > before.descriptors {
                try await Task.sleep(for: .milliseconds(10))
            }
            let after = ProcessFigures()
            print("\(before) \(after)")
            guard after.descriptors <= before.descriptors else { exit(1) }
            guard after.residentMiB < before.residentMiB + 24 else { exit(2) }
            for _ in 0..<500 where ProcessFigures().threads > before.threads + 4 {
                try await Task.sleep(for: .milliseconds(10))
            }
            guard ProcessFigures().threads <= before.threads + 4 else { exit(3) }
        }
    }

    private func threads(named name: String) -> Int {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.count { task in
            let comm = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
            return comm?.trimmingCharacters(in: .whitespacesAndNewlines) == name
        }
    }
}

private final class Counter: Sendable {
    let value = Mutex(0)
}

/// What this process holds at the moment.
private struct ProcessFigures {
    let descriptors = count("/proc/self/fd")
    let threads = count("/proc/self/task")
    let residentMiB: Int

    init() {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        residentMiB = (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(getpagesize()) >> 20
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.count ?? 0
    }
}
