import Postgres
import Synchronization
import TestSupport
import Testing

/// A listener at work in a task of its own, and what it has heard so far.
private final class Ear: Sendable {
    private let events = Mutex<[PostgresListener.Event]>([])
    private let task: Mutex<Task<Void, any Error>?> = Mutex(nil)
    /// By which its session is found among the others.
    let name: String

    init(
        _ channels: [String],
        name: String,
        configuration: PostgresConfiguration,
        options: PostgresListener.Options = .init(),
        pause: Duration = .zero
    ) {
        self.name = name
        var configuration = configuration
        configuration["application_name"] = name
        let listener = PostgresListener(configuration, channels: channels, options: options)
        let started = Task {
            for try await event in listener {
                self.events.withLock { $0.append(event) }
                if pause > .zero { try await Task.sleep(for: pause) }
            }
        }
        task.withLock { $0 = started }
    }

    var heard: [PostgresListener.Event] { events.withLock { $0 } }

    var payloads: [String] {
        heard.compactMap { if case .notification(let notification) = $0 { notification.payload } else { nil } }
    }

    /// Waits until `condition` holds for what was heard; gives up after ten seconds.
    func waits(until condition: ([PostgresListener.Event]) -> Bool) async throws -> Bool {
        for _ in 0..<1000 {
            if condition(heard) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    func cancel() async -> Result<Void, any Error>? {
        let task = task.withLock { $0 }
        task?.cancel()
        return await task?.result
    }
}

@Suite struct ListenerTests {
    private func sessions(_ name: String, _ connection: PostgresConnection) async throws -> [Int32] {
        try await connection.query("select pid from pg_stat_activity where application_name = \(name)")
            .decode(Int32.self)
    }

    private func isGone(_ name: String, _ connection: PostgresConnection) async throws -> Bool {
        for _ in 0..<500 {
            if try await sessions(name, connection).isEmpty { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    private func notify(_ channel: String, _ payload: String, _ connection: PostgresConnection) async throws {
        _ = try await connection.query("select pg_notify(\(channel), \(payload))")
    }

    @Test func `notifications come in their order, from every channel, whatever its name`() async throws {
        let configuration = try await SharedDatabase.configuration
        try await SharedDatabase.withConnection { sender in
            let channels = ["plain", "Mixed \"Case\"; select 1", "tổ 1"]
            let ear = Ear(channels, name: "ear_order", configuration: configuration)
            #expect(try await ear.waits { $0 == [.listening] })
            let long = String(repeating: "x", count: 7999)
            try await notify("another", "not ours", sender)
            for (number, channel) in channels.enumerated() { try await notify(channel, "\(number)", sender) }
            try await notify("plain", "", sender)
            try await notify("plain", long, sender)
            #expect(try await ear.waits { $0.count >= 6 })
            #expect(ear.payloads == ["0", "1", "2", "", long])
            let expected = PostgresNotification(channel: channels[1], payload: "1", processID: sender.processID)
            #expect(ear.heard[2] == .notification(expected))
            let tooLong = await failure { try await notify("plain", long + "x", sender) }
            #expect(tooLong?.sqlState == .invalidParameterValue)
            _ = await ear.cancel()
        }
    }

    @Test func `a transaction's notifications come with its commit, and not without`() async throws {
        let configuration = try await SharedDatabase.configuration
        try await SharedDatabase.withConnection { sender in
            let ear = Ear(["at_commit"], name: "ear_commit", configuration: configuration)
            #expect(try await ear.waits { $0 == [.listening] })
            _ = await failure {
                try await sender.transaction { transaction in
                    _ = try await transaction.query("notify at_commit, 'lost'")
                    _ = try await transaction.query("select 1 / 0")
                }
            }
            try await sender.transaction { _ = try await $0.query("notify at_commit, 'kept'") }
            #expect(try await ear.waits { $0.count >= 2 })
            #expect(ear.payloads == ["kept"])
            _ = await ear.cancel()
        }
    }

    @Test func `a session that is lost is made again, and the gap is told`() async throws {
        let configuration = try await SharedDatabase.configuration
        try await SharedDatabase.withConnection { sender in
            var options = PostgresListener.Options()
            options.delay = .milliseconds(5)
            let ear = Ear(["broken"], name: "ear_broken", configuration: configuration, options: options)
            #expect(try await ear.waits { $0 == [.listening] })
            for round in 1...3 {
                try await notify("broken", "\(round)", sender)
                #expect(try await ear.waits { $0.count == 2 * round })
                _ = try await sender.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = \(ear.name)"
                )
                #expect(try await ear.waits { $0.count == 2 * round + 1 })
                #expect(ear.heard.last == .gap(.reconnected))
            }
            #expect(ear.payloads == ["1", "2", "3"])
            #expect(try await sessions(ear.name, sender).count == 1)
            _ = await ear.cancel()
        }
    }

    @Test func `a server that takes no one for a while is asked again`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        let administrator = try await PostgresCluster.shared.database("postgres")
        var options = PostgresListener.Options()
        options.delay = .milliseconds(5)
        options.maximumDelay = .milliseconds(50)
        let configuration = try PostgresConfiguration(database.dsn())
        let ear = Ear(["away"], name: "ear_away", configuration: configuration, options: options)
        #expect(try await ear.waits { $0 == [.listening] })
        try await administrator.run(
            """
            alter database \(database.name) allow_connections false;
            select pg_terminate_backend(pid) from pg_stat_activity where datname = '\(database.name)';
            """
        )
        try await Task.sleep(for: .milliseconds(200))
        #expect(ear.heard == [.listening])
        try await administrator.run("alter database \(database.name) allow_connections true")
        #expect(try await ear.waits { $0.last == .gap(.reconnected) })
        try await database.run("notify away, 'back'")
        #expect(try await ear.waits { $0.count == 3 })
        #expect(ear.payloads == ["back"])
        _ = await ear.cancel()
    }

    @Test func `a server that falls silent is noticed`() async throws {
        var configuration = try await SharedDatabase.configuration
        configuration.queryTimeout = .milliseconds(200)
        configuration.cancelGrace = .milliseconds(200)
        var options = PostgresListener.Options()
        options.heartbeat = .milliseconds(100)
        options.delay = .milliseconds(5)
        let ear = Ear(["silent"], name: "ear_silent", configuration: configuration, options: options)
        #expect(try await ear.waits { $0 == [.listening] })
        try await SharedDatabase.withConnection { sender in
            let processID = try #require(try await sessions(ear.name, sender).first)
            let cluster = try await PostgresCluster.shared
            try cluster.suspendBackend(processID)
            let hasNoticed = try await ear.waits { $0.last == .gap(.reconnected) }
            try cluster.resumeBackend(processID)
            #expect(hasNoticed)
            try await notify("silent", "heard", sender)
            #expect(try await ear.waits { _ in ear.payloads == ["heard"] })
        }
        _ = await ear.cancel()
    }

    @Test func `notifications come while queries run on the session, and none is lost`() async throws {
        let configuration = try await SharedDatabase.configuration
        var options = PostgresListener.Options()
        // A question to the server after every millisecond of silence.
        options.heartbeat = .milliseconds(1)
        let ear = Ear(["busy"], name: "ear_busy", configuration: configuration, options: options)
        #expect(try await ear.waits { $0 == [.listening] })
        try await SharedDatabase.withConnection { sender in
            for number in 0..<300 {
                try await notify("busy", "\(number)", sender)
                if number % 50 == 0 { try await Task.sleep(for: .milliseconds(10)) }
            }
        }
        #expect(try await ear.waits { $0.count == 301 })
        #expect(ear.payloads == (0..<300).map(String.init))
        _ = await ear.cancel()
    }

    @Test func `a reader who lags too far behind is told so, once`() async throws {
        let configuration = try await SharedDatabase.configuration
        var options = PostgresListener.Options()
        options.bufferLimit = 5
        let ear = Ear(
            ["flood"],
            name: "ear_flood",
            configuration: configuration,
            options: options,
            pause: .milliseconds(300)
        )
        #expect(try await ear.waits { $0 == [.listening] })
        try await SharedDatabase.withConnection { sender in
            try await sender.transaction { transaction in
                for number in 0..<50 { _ = try await transaction.query("select pg_notify('flood', \(number)::text)") }
            }
            #expect(try await ear.waits { $0.contains(.gap(.overflow)) })
            try await notify("flood", "after", sender)
            #expect(try await ear.waits { _ in ear.payloads.last == "after" })
        }
        #expect(ear.payloads == ["0", "1", "2", "3", "4", "after"])
        #expect(ear.heard.filter { $0 == .gap(.overflow) }.count == 1)
        _ = await ear.cancel()
    }

    @Test func `cancelling ends the sequence and its session`() async throws {
        let configuration = try await SharedDatabase.configuration
        let ear = Ear(["cancelled"], name: "ear_cancelled", configuration: configuration)
        #expect(try await ear.waits { $0 == [.listening] })
        try await SharedDatabase.withConnection { connection in
            let open = try await sessions(ear.name, connection)
            #expect(open.count == 1)
            let result = await ear.cancel()
            #expect(throws: CancellationError.self) { try result?.get() }
            #expect(try await isGone(ear.name, connection))
        }
    }

    @Test func `a reader who leaves the loop ends the session`() async throws {
        var configuration = try await SharedDatabase.configuration
        configuration["application_name"] = "ear_left"
        for try await event in PostgresListener(configuration, channels: ["left"]) {
            #expect(event == .listening)
            break
        }
        let hasGone = try await SharedDatabase.withConnection { try await isGone("ear_left", $0) }
        #expect(hasGone)
    }
}
